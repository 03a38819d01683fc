using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.SingleSignOn;

/// <summary>Begins sessions that an account's provider vouches for: for that account, while it is trusted.</summary>
internal sealed class SignOnSessions(Db db, IOptions<IdentityOptions> options, IHttpContextAccessor http, TimeProvider time)
{
    private const string Note =
        "INSERT INTO identity.sign_in_attempts (user_id, user_name, at, outcome, remote_address) VALUES (@userId, @userName, @at, @outcome, @address)";

    /// <returns>The token, or null where the member or the provider is in use no more.</returns>
    public async Task<string?> Begin(Guid userId, Guid accountId, bool factorProved, CancellationToken ct)
    {
        var (token, at) = (Token.New(), time.GetUtcNow().UtcDateTime);
        // The settings' row is locked so that whoever puts the provider out finds this session, or keeps it from beginning.
        var begun = await db.One<bool>(
            """
            WITH trusted AS (
                SELECT account_id FROM identity.single_sign_on WHERE account_id = @accountId AND status = 'enabled' FOR SHARE
            ), seen AS (
                UPDATE identity.memberships m SET first_access = coalesce(first_access, @at), last_access = @at FROM trusted
                WHERE m.user_id = @userId AND m.account_id = trusted.account_id AND m.status = 'active'
                RETURNING m.account_id
            ), noted AS (
                INSERT INTO identity.sign_in_attempts (user_id, user_name, at, outcome, remote_address)
                SELECT u.id, u.user_name, @at, @outcome, @address FROM identity.users u, seen WHERE u.id = @userId
            )
            INSERT INTO identity.sessions
                (id, token_hash, user_id, account_id, created_at, last_seen_at, expires_at, remote_address, user_agent, by_single_sign_on, factor_proved)
            SELECT @id, @hash, @userId, account_id, @at, @at, @expires, @address, @userAgent, true, @factorProved FROM seen
            RETURNING true
            """,
            new
            {
                id = Guid.CreateVersion7(), hash = Token.Hash(token), userId, accountId, at, factorProved, expires = at.AddMinutes(options.Value.SessionMinutes),
                outcome = SignInOutcome.SingleSignOn, address = Actor.Current.RemoteAddress,
                userAgent = Device.Shortened(http.HttpContext?.Request.Headers.UserAgent),
            },
            ct);
        return begun ? token : null;
    }

    /// <summary>As with a password, whoever proves who they are is told why they may not come in.</summary>
    public async Task<Error> Refuse(LinkedPerson person, CancellationToken ct)
    {
        await db.Execute(
            Note,
            new { userId = person.UserId, userName = person.UserName, at = time.GetUtcNow().UtcDateTime, outcome = SignInOutcome.SingleSignOnRefused, address = Actor.Current.RemoteAddress },
            ct);
        return person.Status switch
        {
            MembershipStatus.Waiting or MembershipStatus.Refused => IdentityErrors.NotApproved,
            MembershipStatus.Inactive => IdentityErrors.Deactivated,
            _ => IdentityErrors.SignOnLost,
        };
    }

    public Task NoteStranger(string name, CancellationToken ct) => db.Execute(
        Note,
        new { userId = (Guid?)null, userName = name, at = time.GetUtcNow().UtcDateTime, outcome = SignInOutcome.SingleSignOnRefused, address = Actor.Current.RemoteAddress },
        ct);
}
