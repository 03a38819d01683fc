using Dapper;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;

namespace Modular.Identity;

/// <summary>Counts wrong passwords per user name as typed, and locks the name after too many, each time for longer.</summary>
internal sealed class SignInFailures(Db db, IOptions<IdentityOptions> options, TimeProvider time)
{
    public static readonly Retention AttemptRetention = new(
        """
        DELETE FROM identity.sign_in_attempts WHERE id IN (
            SELECT id FROM identity.sign_in_attempts WHERE at < now() - interval '90 days' ORDER BY at LIMIT @atOnce)
        """);

    private const string Note =
        """
        INSERT INTO identity.sign_in_attempts (user_id, user_name, at, outcome, remote_address)
        VALUES ((SELECT id FROM identity.users WHERE lower(user_name) = lower(@userName)), @userName, @now, @outcome, @address)
        """;

    // An administrator is let in again by the distributor alone, even where there are others.
    private const string Unlocking =
        """
        SELECT u.display_name || ' <' || u.email || '>' FROM identity.memberships m JOIN identity.users u ON u.id = m.user_id
        WHERE m.account_id = @AccountId AND m.is_administrator AND m.status = 'active' AND NOT EXISTS (
            SELECT FROM identity.memberships own WHERE own.user_id = @Id AND own.account_id = @AccountId AND own.is_administrator)
        ORDER BY u.display_name, u.id LIMIT @MostNamed
        """;

    private const int MostNamed = 3;

    /// <returns>Minutes until the name is free again, or null when it is not locked.</returns>
    public async Task<int?> LockedFor(string userName, CancellationToken ct)
    {
        if (await LockedUntil(userName, ct) is not { } until) return null;
        var now = time.GetUtcNow().UtcDateTime;
        await db.Execute(Note, new { userName, now, outcome = SignInOutcome.Locked, address = Actor.Current.RemoteAddress }, ct);
        return (int)Math.Ceiling((until - now).TotalMinutes);
    }

    public Task<DateTime?> LockedUntil(string userName, CancellationToken ct) => db.One<DateTime?>(
        "SELECT locked_until FROM identity.sign_in_failures WHERE user_name = lower(@userName) AND locked_until > @now",
        new { userName, now = time.GetUtcNow().UtcDateTime }, ct);

    /// <summary>One more; failures long past no longer count.</summary>
    /// <param name="user">Who bears the name and where he is at home; null: nobody.</param>
    public Task Add(string userName, (Guid Id, Guid AccountId)? user, string outcome, CancellationToken ct) => db.Transaction(
        async (connection, transaction) =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            var count = await connection.QuerySingleAsync<int>(new CommandDefinition(
                $"""
                WITH noted AS ({Note})
                INSERT INTO identity.sign_in_failures AS f (user_name, count, last_at) VALUES (lower(@userName), 1, @now)
                ON CONFLICT (user_name) DO UPDATE SET count = CASE WHEN f.last_at < @forgotten THEN 1 ELSE f.count + 1 END, last_at = @now
                RETURNING count
                """,
                new { userName, now, outcome, address = Actor.Current.RemoteAddress, forgotten = now.AddHours(-options.Value.LockMemoryHours) },
                transaction, cancellationToken: ct));
            if (options.Value.LockAfter(count) is not { } locked) return 0;
            await connection.ExecuteAsync(new CommandDefinition(
                "UPDATE identity.sign_in_failures SET locked_until = @until WHERE user_name = lower(@userName)",
                new { userName, until = now + locked }, transaction, cancellationToken: ct));
            // Told once: whoever goes on guessing does not fill the owner's mailbox.
            if (count != options.Value.MaxFailures || user is not { } known) return 0;
            await transaction.Audit(new AuditEntry(known.AccountId, "identity.locked_out", $"user/{known.Id}"), now, ct);
            var told = new SecurityChanged(known.Id, "locked_out", null, now)
            {
                Administrators = [.. await connection.QueryAsync<string>(new CommandDefinition(Unlocking, new { known.Id, known.AccountId, MostNamed }, transaction, cancellationToken: ct))],
                Phone = options.Value.DistributorPhone,
            };
            await transaction.Tell(OutboxMessage.From(told, $"user/{known.Id:N}", known.AccountId, now), ct);
            return 0;
        },
        ct);

    /// <summary>Notes that somebody who knows the password was not let in all the same; it counts as no failure.</summary>
    public Task NoteRefusal(string userName, CancellationToken ct) => db.Execute(
        Note, new { userName, now = time.GetUtcNow().UtcDateTime, outcome = SignInOutcome.Refused, address = Actor.Current.RemoteAddress }, ct);

    /// <summary>Frees the user's name before its time.</summary>
    public Task<int> Unlock(Guid userId, Guid accountId, CancellationToken ct) => db.Change(
        "DELETE FROM identity.sign_in_failures f USING identity.users u WHERE u.id = @userId AND f.user_name = lower(u.user_name)",
        new { userId }, new AuditEntry(accountId, "identity.unlocked", $"user/{userId}"), time.GetUtcNow().UtcDateTime, ct);
}

/// <summary>What became of an attempt to sign in, as administrators read it; key of its words: <c>identity.outcome.…</c>.</summary>
internal static class SignInOutcome
{
    public const string SignedIn = "signed_in", Temporary = "temporary", WrongPassword = "wrong_password", WrongCode = "wrong_code", Expired = "expired", Locked = "locked",
        Refused = "refused";
    public const string SingleSignOn = "single_sign_on", SingleSignOnRefused = "single_sign_on_refused";
}
