using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Modules;

namespace Modular.Identity;

internal sealed class Resellers(Db db, Caller caller, IReadOnlyList<Module> modules) : IResellers
{
    public async Task<IReadOnlyList<Reseller>> Where(string? privilege, CancellationToken ct)
    {
        if (caller.Behalf is not null)
            return privilege is null || caller.Can(privilege) ? [new Reseller(caller.AccountId, caller.AccountName)] : [];
        var found = modules.SelectMany(m => m.Privileges).FirstOrDefault(p => p.Name == privilege);
        return await db.Many<Reseller>(
            """
            SELECT a.id, a.name
            FROM identity.memberships m JOIN identity.accounts a ON a.id = m.account_id JOIN identity.users u ON u.id = m.user_id
            WHERE m.user_id = @UserId AND m.status = 'active' AND NOT (a.requires_second_factor AND u.factor_confirmed_at IS NULL)
              AND (@privilege::text IS NULL OR m.is_administrator OR @privilege = ANY(m.privileges))
              AND NOT (@notForShoppers AND m.role = 'shopper') AND (NOT @staffOnly OR a.kind = 'distributor')
            ORDER BY a.name, a.id LIMIT 200
            """,
            new { caller.UserId, privilege, notForShoppers = found?.NotForShoppers ?? false, staffOnly = found?.StaffOnly ?? false }, ct);
    }
}
