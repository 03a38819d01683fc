using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Modules;
using Modular.Identity.SingleSignOn;

namespace Modular.Identity;

internal sealed class Resellers(Db db, Caller caller, FeatureSwitches features, IReadOnlyList<Module> modules) : IResellers
{
    public async Task<IReadOnlyList<Reseller>> Where(string? privilege, string? feature, CancellationToken ct)
    {
        if (caller.Behalf is not null)
            return privilege is null || caller.Can(privilege) ? [new Reseller(caller.AccountId, caller.AccountName)] : [];
        var found = modules.SelectMany(m => m.Privileges).FirstOrDefault(p => p.Name == privilege);
        var members = await db.Many<(Guid Id, string Name, string Kind)>(
            $"""
            SELECT a.id, a.name, a.kind
            FROM identity.memberships m JOIN identity.accounts a ON a.id = m.account_id JOIN identity.users u ON u.id = m.user_id
            WHERE m.user_id = @UserId AND m.status = 'active' AND NOT (a.requires_second_factor AND u.factor_confirmed_at IS NULL)
              AND (@privilege::text IS NULL OR m.is_administrator OR @privilege = ANY(m.privileges))
              AND (CASE WHEN @BySingleSignOn THEN m.account_id = @AccountId ELSE NOT {SignOnSettings.RefusesPasswords} END)
              AND NOT (@notForShoppers AND m.role = 'shopper') AND (NOT @staffOnly OR a.kind = 'distributor')
            ORDER BY a.name, a.id LIMIT 200
            """,
            new { caller.UserId, caller.AccountId, caller.BySingleSignOn, privilege, notForShoppers = found?.NotForShoppers ?? false, staffOnly = found?.StaffOnly ?? false }, ct);
        // The distributor's own account is never switched off.
        var off = privilege is null && feature is null ? null : await features.Without(privilege, feature, [.. members.Where(m => m.Kind != "distributor").Select(m => m.Id)], ct);
        return [.. members.Where(m => off?.Contains(m.Id) != true).Select(m => new Reseller(m.Id, m.Name))];
    }
}
