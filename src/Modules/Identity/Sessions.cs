using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Identity.SingleSignOn;
using Modular.Integration.Identity;

namespace Modular.Identity;

/// <summary>Begins, changes and ends sessions, and tells what one looks like from outside.</summary>
internal sealed class Sessions(Db db, IOptions<IdentityOptions> options, TimeProvider time, SessionCache cache, IFeatureSwitches switches, IHttpContextAccessor http)
{
    public static readonly Retention Retention = new(
        """
        DELETE FROM identity.sessions WHERE id IN (
            SELECT id FROM identity.sessions WHERE expires_at < now() - interval '1 day' ORDER BY expires_at LIMIT @atOnce)
        """);

    private const string Beginning =
        $"""
        WITH home AS (
            SELECT m.account_id
            FROM identity.memberships m JOIN identity.users u ON u.id = m.user_id
            WHERE m.user_id = @userId AND m.status = 'active' AND NOT {SignOnSettings.RefusesPasswords}
            ORDER BY m.account_id <> u.home_account_id, m.account_id LIMIT 1
        ), seen AS (
            UPDATE identity.memberships m SET first_access = coalesce(first_access, @now), last_access = @now
            FROM home WHERE m.user_id = @userId AND m.account_id = home.account_id
        ), forgiven AS (
            DELETE FROM identity.sign_in_failures f USING identity.users u WHERE u.id = @userId AND f.user_name = lower(u.user_name)
        ), noted AS (
            INSERT INTO identity.sign_in_attempts (user_id, user_name, at, outcome, remote_address)
            SELECT u.id, u.user_name, @now, @outcome, @address FROM identity.users u WHERE u.id = @userId
        ), device AS (
            INSERT INTO identity.known_devices (user_id, device, first_seen_at, last_seen_at) SELECT @userId, @device, @now, @now FROM home
            ON CONFLICT (user_id, device) DO UPDATE SET last_seen_at = @now
            RETURNING xmax = 0 AS is_new
        )
        INSERT INTO identity.sessions
            (id, token_hash, user_id, account_id, created_at, last_seen_at, expires_at, must_change_password, remote_address, user_agent)
        SELECT @id, @hash, @userId, account_id, @now, @now, @expires, @mustChangePassword, @address, @userAgent FROM home
        RETURNING account_id, (SELECT is_new FROM device) AND EXISTS (SELECT FROM identity.known_devices WHERE user_id = @userId)
        """;

    /// <summary>Begins a session in the user's home account, or in the first account the user is a member of; failures before it are forgiven.</summary>
    /// <param name="mustChangePassword">Whether nothing else can be done with it before.</param>
    /// <returns>The token, or null when the user is a member of no account.</returns>
    public async Task<string?> Begin(Guid userId, CancellationToken ct, bool mustChangePassword = false)
    {
        var token = Token.New();
        var now = time.GetUtcNow().UtcDateTime;
        var userAgent = Device.Shortened(http.HttpContext?.Request.Headers.UserAgent);
        var device = Device.Of(userAgent);
        return await db.Transaction(
            async (connection, transaction) =>
            {
                var begun = await connection.QueryFirstOrDefaultAsync<(Guid AccountId, bool IsNewDevice)?>(new CommandDefinition(
                    Beginning,
                    new
                    {
                        id = Guid.CreateVersion7(), hash = Token.Hash(token), userId, now, expires = now.AddMinutes(options.Value.SessionMinutes),
                        mustChangePassword, outcome = mustChangePassword ? SignInOutcome.Temporary : SignInOutcome.SignedIn,
                        address = Actor.Current.RemoteAddress, userAgent, device = device ?? "",
                    },
                    transaction, cancellationToken: ct));
                if (begun is not { } session) return null;
                if (session.IsNewDevice)
                {
                    await transaction.Tell(
                        OutboxMessage.From(new SecurityChanged(userId, "new_device", device, now), $"user/{userId:N}", session.AccountId, now), ct);
                }

                return token;
            },
            ct);
    }

    /// <summary>Why somebody who knows the password may not sign in all the same.</summary>
    public async Task<Error> Refusal(Guid userId, CancellationToken ct) =>
        await db.One<string?>(
            "SELECT status FROM identity.memberships WHERE user_id = @userId ORDER BY status <> 'active', status <> 'waiting' LIMIT 1", new { userId }, ct) switch
        {
            MembershipStatus.Active => IdentityErrors.OrganisationOnly,
            MembershipStatus.Waiting or MembershipStatus.Refused => IdentityErrors.NotApproved,
            MembershipStatus.Inactive => IdentityErrors.Deactivated,
            _ => IdentityErrors.WrongCredentials,
        };

    /// <returns>False when the user is no member of that account.</returns>
    public async Task<bool> Switch(Caller caller, Guid accountId, CancellationToken ct)
    {
        var switched = await db.One<bool>(
            $"""
            WITH seen AS (
                UPDATE identity.memberships m SET first_access = coalesce(first_access, @now), last_access = @now
                WHERE m.user_id = @UserId AND m.account_id = @accountId AND m.status = 'active' AND NOT {SignOnSettings.RefusesPasswords}
                RETURNING m.account_id
            )
            UPDATE identity.sessions SET account_id = seen.account_id
            FROM seen WHERE id = @SessionId
            RETURNING true
            """,
            new { caller.UserId, caller.SessionId, accountId, now = time.GetUtcNow().UtcDateTime }, ct);
        cache.Forget(caller.UserId);
        return switched;
    }

    public async Task End(Caller caller, CancellationToken ct)
    {
        await db.Execute("DELETE FROM identity.sessions WHERE id = @SessionId AND user_id = @UserId", new { caller.SessionId, caller.UserId }, ct);
        cache.Forget(caller.UserId);
    }

    public async Task<IReadOnlyList<AccountView>> Accounts(Guid userId, CancellationToken ct) => await db.Many<AccountView>(
        """
        SELECT a.id, a.number, a.name, a.kind, a.country::text, a.currency::text
        FROM identity.memberships m JOIN identity.accounts a ON a.id = m.account_id
        WHERE m.user_id = @userId AND m.status = 'active' ORDER BY a.name, a.id
        """,
        new { userId }, ct);

    private async Task<AccountView> Account(Guid accountId, CancellationToken ct) => (await db.One<AccountView>(
        "SELECT id, number, name, kind, country::text, currency::text FROM identity.accounts WHERE id = @accountId", new { accountId }, ct))!;

    public async Task<SessionView> Describe(CachedSession session, string? token, CancellationToken ct)
    {
        // The privileges that count are those of what is switched on.
        var caller = await switches.Apply(session.Caller, ct);
        var accounts = await Accounts(caller.UserId, ct);
        if (caller.BySingleSignOn) accounts = [.. accounts.Where(a => a.Id == caller.AccountId)];
        return new SessionView(
            token,
            (int)(session.ExpiresAt - time.GetUtcNow().UtcDateTime).TotalSeconds,
            new UserView(caller.UserId, caller.UserName, caller.DisplayName),
            accounts.FirstOrDefault(a => a.Id == caller.AccountId) ?? await Account(caller.AccountId, ct),
            caller.IsAdministrator,
            [.. caller.Privileges.Order(StringComparer.Ordinal)],
            accounts)
        {
            Pending = caller.Pending?.Code,
            Behalf = caller.Behalf is { } reason ? new BehalfView(reason, caller.BehalfSince!.Value, caller.BehalfUntil!.Value) : null,
        };
    }
}
