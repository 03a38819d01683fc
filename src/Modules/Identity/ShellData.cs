using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity;

internal sealed class ShellData(Db db, Caller caller) : IShellData
{
    public async Task<IReadOnlyList<AccountChoice>> Accounts(CancellationToken ct) => await db.Many<AccountChoice>(
        """
        SELECT a.id, a.name, a.kind,
               CASE WHEN m.is_administrator THEN 'administrator' WHEN m.role <> 'member' THEN m.role WHEN a.kind = 'distributor' THEN 'staff'
                    WHEN cardinality(m.privileges) > 0 THEN 'buyer' ELSE 'none' END AS role
        FROM identity.memberships m JOIN identity.accounts a ON a.id = m.account_id
        WHERE m.user_id = @UserId AND m.status = 'active' AND (m.account_id = @AccountId OR NOT @BySingleSignOn)
        ORDER BY array_position(ARRAY['premier', 'home', 'business'], a.kind), a.name, a.id LIMIT 200
        """,
        new { caller.UserId, caller.AccountId, caller.BySingleSignOn }, ct);
}
