using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Shows the distributor's staff one account, and whom to call there.</summary>
internal static class SeeAccount
{
    [Requires(IdentityPrivileges.ViewAccounts)]
    public sealed record Query(Guid Id) : IRequest<Result<View>>;

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (accounts, administrators) = await db.Two<ListedAccount, SeeCompany.Administrator>(
                $"SELECT {ListedAccount.Columns} FROM identity.accounts a WHERE a.id = @Id",
                """
                SELECT u.id AS user_id, u.display_name AS name, u.email FROM identity.memberships m JOIN identity.users u ON u.id = m.user_id
                WHERE m.account_id = @Id AND m.is_administrator AND m.status = 'active' ORDER BY u.display_name, u.id LIMIT 100
                """,
                new { request.Id }, cancellationToken);
            return accounts.Count == 0 ? IdentityErrors.NoSuchAccount : new View(accounts[0], administrators);
        }
    }

    internal sealed record View(ListedAccount Account, IReadOnlyList<SeeCompany.Administrator> Administrators);

    public static void Map(IEndpointRouteBuilder accounts) => accounts
        .MapGet("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Query(id), ct)).ToHttp())
        .Require<Query>();
}
