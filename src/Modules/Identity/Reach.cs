using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>Whose sign-in the caller looks after: the members of the account who are at home there, and for the distributor's staff everybody.</summary>
internal sealed class Reach(Db db, Caller caller)
{
    public async Task<Result<Reached>> Find(Guid userId, CancellationToken ct)
    {
        var found = await db.One<Reached>(
            """
            SELECT * FROM (
                SELECT id, home_account_id, user_name, display_name, EXISTS (
                    SELECT FROM identity.memberships m WHERE m.user_id = u.id AND m.account_id = @AccountId) AS is_member
                FROM identity.users u WHERE id = @userId AND erased_at IS NULL AND kind = 'person') known
            WHERE @IsStaff OR is_member
            """,
            new { userId, caller.IsStaff, caller.AccountId }, ct);
        if (found is null) return IdentityErrors.NoSuchUser;
        // A sign-in opens all of a user's accounts: it is the business of the one where the user is at home.
        return caller.IsStaff || found.HomeAccountId == caller.AccountId ? found : IdentityErrors.BelongsElsewhere;
    }
}

/// <param name="IsMember">Of the account that the caller acts for.</param>
internal sealed record Reached(Guid Id, Guid HomeAccountId, string UserName, string DisplayName, bool IsMember);
