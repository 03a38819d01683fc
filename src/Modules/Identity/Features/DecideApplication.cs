using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Identity;
using Npgsql;

namespace Modular.Identity.Features;

/// <summary>Accepts a company as a reseller, whose applicant becomes the account's first administrator, or refuses it; with a reason, once.</summary>
internal static class DecideApplication
{
    /// <param name="Currency">ISO 4217, what the new account buys in; null: that of its country.</param>
    [Requires(IdentityPrivileges.ReviewApplications)]
    public sealed record Command(Guid Id, bool? Accept, string? Reason, string? Currency = null) : IRequest<Result<ResellerApplication>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Accept).NotNull();
            RuleFor(c => c.Reason).NotEmpty().Prose(1000);
            RuleFor(c => c.Currency).Must(currency => string.IsNullOrEmpty(currency) || AccountCurrency.All.Contains(currency))
                .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", AccountCurrency.All)]);
        }
    }

    public sealed class Handler(Db db, NewReseller resellers, TimeProvider time, Caller caller) : IRequestHandler<Command, Result<ResellerApplication>>
    {
        public Task<Result<ResellerApplication>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (accept, reason, at) = (request.Accept!.Value, request.Reason!.Trim(), time.GetUtcNow().UtcDateTime);
            return db.Transaction<Result<ResellerApplication>>(
                async (connection, transaction) =>
                {
                    var application = await connection.QueryFirstOrDefaultAsync<ResellerApplication>(new CommandDefinition(
                        $"SELECT {ResellerApplication.Columns} FROM identity.reseller_applications WHERE id = @Id FOR UPDATE",
                        new { request.Id }, transaction, cancellationToken: cancellationToken));
                    if (application is null) return IdentityErrors.ApplicationUnknown;
                    if (application.Status != "received") return IdentityErrors.ApplicationDecided;
                    if (accept && await TaxIdBearer(transaction, application, cancellationToken) is { } taken) return IdentityErrors.TaxIdTaken(taken);
                    var currency = !accept ? null : string.IsNullOrEmpty(request.Currency) ? AccountCurrency.Of(application.Country) : request.Currency;
                    var (account, userName) = currency is not null
                        ? await resellers.Make(transaction, application, currency, at, cancellationToken)
                        : (default(Guid?), null);
                    var decided = application with { Status = accept ? "accepted" : "refused", DecidedAt = at, Reason = reason, AccountId = account };
                    await connection.ExecuteAsync(new CommandDefinition(
                        """
                        UPDATE identity.reseller_applications
                        SET status = @Status, decided_at = @at, decided_by = @UserId, reason = @reason, account_id = @account WHERE id = @Id
                        """,
                        new { decided.Status, at, caller.UserId, reason, account, decided.Id }, transaction, cancellationToken: cancellationToken));
                    await transaction.Tell(
                        OutboxMessage.From(
                            new ApplicationDecided(
                                decided.Id, decided.Reference, decided.Company, decided.ApplicantName, decided.Email, decided.Language, accept, reason,
                                account, userName),
                            $"application/{decided.Id:N}", account, at),
                        cancellationToken);
                    await transaction.Audit(
                        new AuditEntry(
                            account ?? caller.AccountId, "identity.application_decided", $"application/{decided.Id}", new { application.Status },
                            new { decided.Status, reason, decided.Company, userName, currency }),
                        at, cancellationToken);
                    return decided;
                },
                cancellationToken);
        }

        /// <returns>The number of the account that bears the applicant's tax number; until the commit nobody else can give one the same.</returns>
        private static async Task<string?> TaxIdBearer(NpgsqlTransaction transaction, ResellerApplication application, CancellationToken ct)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "SELECT pg_advisory_xact_lock(hashtextextended('identity.tax_id/' || @Country || '/' || @TaxId, 0))", application, transaction, cancellationToken: ct));
            return await transaction.Connection!.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
                "SELECT number FROM identity.accounts WHERE country = @Country::char(2) AND tax_id = @TaxId LIMIT 1",
                application, transaction, cancellationToken: ct));
        }
    }

    public sealed record Body(bool? Accept, string? Reason, string? Currency = null);

    public static void Map(IEndpointRouteBuilder applications) => applications
        .MapPut("{id:guid}/decision", async (Guid id, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(id, body.Accept, body.Reason, body.Currency), ct)).ToHttp())
        .Require<Command>();
}
