using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>Whose sign-in the caller looks after: the members of the account, and for the distributor's staff everybody.</summary>
internal sealed class Reach(Db db, Caller caller)
{
    public Task<Reached?> Find(Guid userId, CancellationToken ct) => db.One<Reached>(
        """
        SELECT * FROM (
            SELECT id, home_account_id, user_name, display_name, EXISTS (
                SELECT FROM identity.memberships m WHERE m.user_id = u.id AND m.account_id = @AccountId) AS is_member
            FROM identity.users u WHERE id = @userId AND erased_at IS NULL AND kind = 'person') known
        WHERE @IsStaff OR is_member
        """,
        new { userId, caller.IsStaff, caller.AccountId }, ct);
}

/// <param name="IsMember">Of the account that the caller acts for.</param>
internal sealed record Reached(Guid Id, Guid HomeAccountId, string UserName, string DisplayName, bool IsMember);
