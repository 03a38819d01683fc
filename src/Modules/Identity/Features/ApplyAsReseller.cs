using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Identity;
using Npgsql;

namespace Modular.Identity.Features;

/// <summary>Applies to become a reseller, with the company's data: "Conviértase en distribuidor".</summary>
internal static class ApplyAsReseller
{
    /// <param name="SellsToEndUsers">That the business is distributing IT products to end users: only such companies may apply.</param>
    [AllowAnyone]
    [Limited("application", 60, 3600)]
    public sealed record Command(
        string? Company, string? Country, string? TaxId, string? BusinessActivity, bool SellsToEndUsers, string? ApplicantName, string? Email,
        IReadOnlyList<ApplicationDocument> Documents)
        : IRequest<Result<Receipt>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Company).NotEmpty().Line(200);
            RuleFor(c => c.Country).NotEmpty().Must(Countries.IsCode).WithMessage(_ => Texts.Shared["request.country_unknown"]);
            RuleFor(c => c.TaxId).NotEmpty().Line(40);
            RuleFor(c => c.BusinessActivity).NotEmpty().Prose(1000);
            RuleFor(c => c.ApplicantName).PersonName();
            RuleFor(c => c.Email).Email();
            RuleFor(c => c.Documents).Must(d => d.Count <= ApplicationDocument.MostDocuments)
                .WithMessage(_ => NewcomerRules.Own["identity.documents.too_many", ApplicationDocument.MostDocuments]);
            RuleForEach(c => c.Documents).NotNull().SetValidator(new ApplicationDocumentRules());
        }
    }

    public sealed class Handler(Db db, CommandId command, IOptions<IdentityOptions> options, TimeProvider time) : IRequestHandler<Command, Result<Receipt>>
    {
        public async Task<Result<Receipt>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!TaxId.IsValid(request.Country, request.TaxId)) return IdentityErrors.TaxIdInvalid;
            if (!request.SellsToEndUsers) return IdentityErrors.NoReseller;
            var (id, at, from) = (command.Value, time.GetUtcNow().UtcDateTime, Actor.Current.RemoteAddress);
            return await db.Transaction<Result<Receipt>>(
                async (connection, transaction) =>
                {
                    var since = at.AddHours(-1);
                    if (command.IsChosen && await Sent(transaction, id, cancellationToken) is { } sent) return new Receipt(sent);
                    var recent = await connection.QuerySingleAsync<int>(new CommandDefinition(
                        "SELECT count(*)::int FROM identity.reseller_applications WHERE remote_address = @from AND received_at > @since",
                        new { from, since }, transaction, cancellationToken: cancellationToken));
                    if (recent >= options.Value.ApplicationsPerHour) return IdentityErrors.TooManyApplications;
                    var received = new ApplicationReceived(
                        id, $"A-{Convert.ToHexString(id.ToByteArray()[10..])[..8]}", request.Company!.Trim(), request.ApplicantName!.Trim(), request.Email!.Trim(),
                        CultureInfo.CurrentUICulture.Name);
                    var inserted = await connection.ExecuteAsync(new CommandDefinition(
                        """
                        INSERT INTO identity.reseller_applications
                            (id, reference, company, country, tax_id, business_activity, applicant_name, email, language, remote_address, received_at)
                        VALUES (@id, @Reference, @Company, @Country, @taxId, @BusinessActivity, @ApplicantName, @Email, @Language, @from, @at)
                        ON CONFLICT (id) DO NOTHING
                        """,
                        new
                        {
                            id, received.Reference, received.Company, request.Country, taxId = TaxId.Plain(request.TaxId), request.BusinessActivity,
                            received.ApplicantName, received.Email, received.Language, from, at,
                        },
                        transaction, cancellationToken: cancellationToken));
                    // The other of two clicks was faster.
                    if (inserted == 0) return new Receipt(received.Reference);
                    await connection.ExecuteAsync(new CommandDefinition(
                        "INSERT INTO identity.application_documents (id, application_id, name, media_type, content) VALUES (@DocumentId, @id, @Name, @MediaType, @Content)",
                        request.Documents.Select(d => new { DocumentId = Guid.CreateVersion7(), id, d.Name, d.MediaType, d.Content }),
                        transaction, cancellationToken: cancellationToken));
                    await transaction.Tell(OutboxMessage.From(received, $"application/{id:N}", null, at), cancellationToken);
                    return new Receipt(received.Reference);
                },
                cancellationToken);
        }

        /// <returns>The reference of an application that was sent before under this id.</returns>
        private static Task<string?> Sent(NpgsqlTransaction transaction, Guid id, CancellationToken ct) =>
            transaction.Connection!.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
                "SELECT reference FROM identity.reseller_applications WHERE id = @id", new { id }, transaction, cancellationToken: ct));
    }

    internal sealed record Receipt(string Reference);

    public sealed record Body(
        string? Company, string? Country, string? TaxId, string? BusinessActivity, bool? SellsToEndUsers, string? ApplicantName, string? Email,
        ApplicationDocument[]? Documents);

    /// <summary>Room for the documents, a third larger as base64.</summary>
    internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata
    {
        public static readonly BodyLimit Documents = new(ApplicationDocument.MostDocuments * (ApplicationDocument.MostBytes * 4L / 3) + 64 * 1024);
    }

    public static void Map(IEndpointRouteBuilder applications) => applications
        .MapPost("", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(
                new Command(
                    body.Company, body.Country, body.TaxId, body.BusinessActivity, body.SellsToEndUsers ?? false, body.ApplicantName, body.Email,
                    body.Documents ?? []),
                ct)).ToHttp())
        .WithMetadata(BodyLimit.Documents)
        .Idempotent()
        .Require<Command>();
}
