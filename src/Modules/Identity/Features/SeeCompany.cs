using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Shows any member the account's facts, and who its administrators are.</summary>
internal static class SeeCompany
{
    [SignedIn(ClientsToo = true)]
    public sealed record Query : IRequest<Result<Company>>;

    public sealed class Handler(Db db, Certifications certifications, Caller caller) : IRequestHandler<Query, Result<Company>>
    {
        public async Task<Result<Company>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (accounts, administrators) = await db.Two<Row, Administrator>(
                $"SELECT id, number, name, kind, country::text, currency::text, tax_id, {CompanyProfile.Columns} FROM identity.accounts WHERE id = @AccountId",
                """
                SELECT u.id AS user_id, u.display_name AS name, u.email FROM identity.memberships m JOIN identity.users u ON u.id = m.user_id
                WHERE m.account_id = @AccountId AND m.is_administrator AND m.status = 'active' ORDER BY u.display_name, u.id
                """,
                new { caller.AccountId }, cancellationToken);
            var account = accounts[0];
            return new Company(account.Id, account.Number, account.Name, account.Kind, account.Country, account.Currency, account.TaxId,
                new CompanyProfile(account.TradeName, account.Phone, account.Email, account.Website, account.Version), administrators,
                await certifications.Of(caller.AccountId, cancellationToken));
        }
    }

    internal sealed record Company(
        Guid Id, string Number, string Name, string Kind, string Country, string Currency, string? TaxId, CompanyProfile Profile, IReadOnlyList<Administrator> Administrators,
        IReadOnlyList<Certification> Certifications);

    private sealed record Row(
        Guid Id, string Number, string Name, string Kind, string Country, string Currency, string? TaxId,
        string TradeName, string Phone, string Email, string Website, long Version);

    internal sealed record Administrator(Guid UserId, string Name, string Email);

    public static void Map(IEndpointRouteBuilder app) => app
        .MapGet("/api/account", async (ISender send, CancellationToken ct) => (await send.Send(new Query(), ct)).ToHttp())
        .Require<Query>();
}
