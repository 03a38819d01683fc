using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>Whose sign-in the caller looks after: the members of the account, and for the distributor's staff everybody.</summary>
internal sealed class Reach(Db db, Caller caller)
{
    public Task<Reached?> Find(Guid userId, CancellationToken ct) => db.One<Reached>(
        """
        SELECT id, home_account_id, user_name, display_name FROM identity.users u
        WHERE id = @userId AND erased_at IS NULL AND kind = 'person' AND (@IsStaff OR EXISTS (
            SELECT FROM identity.memberships m WHERE m.user_id = u.id AND m.account_id = @AccountId))
        """,
        new { userId, caller.IsStaff, caller.AccountId }, ct);
}

internal sealed record Reached(Guid Id, Guid HomeAccountId, string UserName, string DisplayName);
