using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Changes what a company says of itself; its name, number, country and currency are the distributor's to change.</summary>
internal static class ChangeCompany
{
    /// <param name="Seen">The version that this was decided on; null: whatever it is now.</param>
    [Requires(IdentityPrivileges.EditCompany)]
    public sealed record Command(string? TradeName, string? Phone, string? Email, string? Website, long? Seen) : IRequest<Result<CompanyProfile>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.TradeName).Line(200);
            RuleFor(c => c.Phone).Line(40).Matches(@"^[0-9 +()./-]*$");
            RuleFor(c => c.Email).Line(254).EmailAddress().When(c => !string.IsNullOrWhiteSpace(c.Email));
            RuleFor(c => c.Website).Line(200).Must(w => Uri.TryCreate(w, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
                .WithMessage(_ => NewcomerRules.Own["identity.website_invalid"]).When(c => !string.IsNullOrWhiteSpace(c.Website));
        }
    }

    public sealed class Handler(Db db, Caller caller, TimeProvider time) : IRequestHandler<Command, Result<CompanyProfile>>
    {
        public Task<Result<CompanyProfile>> Handle(Command request, CancellationToken cancellationToken) => db.Transaction(
            async (connection, transaction) =>
            {
                var was = await connection.QuerySingleAsync<CompanyProfile>(new CommandDefinition(
                    $"SELECT {CompanyProfile.Columns} FROM identity.accounts WHERE id = @AccountId FOR NO KEY UPDATE",
                    new { caller.AccountId }, transaction, cancellationToken: cancellationToken));
                if (request.Seen is { } seen && seen != was.Version) return Result<CompanyProfile>.Refused(IdentityErrors.CompanyChanged, was);
                var now = new CompanyProfile(
                    request.TradeName?.Trim() ?? "", request.Phone?.Trim() ?? "", request.Email?.Trim() ?? "", request.Website?.Trim() ?? "", was.Version);
                if (now == was) return was;
                now = now with { Version = was.Version + 1 };
                await connection.ExecuteAsync(new CommandDefinition(
                    """
                    UPDATE identity.accounts SET trade_name = @TradeName, phone = @Phone, email = @Email, website = @Website, profile_version = @Version
                    WHERE id = @AccountId
                    """,
                    new { now.TradeName, now.Phone, now.Email, now.Website, now.Version, caller.AccountId }, transaction, cancellationToken: cancellationToken));
                await transaction.Audit(
                    new AuditEntry(
                        caller.AccountId, "identity.company_changed", $"account/{caller.AccountId}",
                        new { was.TradeName, was.Phone, was.Email, was.Website }, new { now.TradeName, now.Phone, now.Email, now.Website }),
                    time.GetUtcNow().UtcDateTime, cancellationToken);
                return now;
            },
            cancellationToken);
    }

    public sealed record Body(string? TradeName, string? Phone, string? Email, string? Website);

    public static void Map(IEndpointRouteBuilder app) => app
        .MapPut("/api/account", async (Body body, IfMatch seen, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.TradeName, body.Phone, body.Email, body.Website, seen.Version), ct)).ToHttp())
        .Require<Command>();
}
