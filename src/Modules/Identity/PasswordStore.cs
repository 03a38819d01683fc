using Dapper;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;
using Npgsql;

namespace Modular.Identity;

/// <summary>Every change of a password, temporary ones too.</summary>
internal sealed class PasswordStore(Db db, Sealer sealer, IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <summary>Hashes of every password that the user has had, the present one among them.</summary>
    public Task<IReadOnlyList<string>> Earlier(Guid userId, CancellationToken ct) => db.Many<string>(
        """
        SELECT password_hash FROM identity.users WHERE id = @userId
        UNION ALL SELECT reset_hash FROM identity.users WHERE id = @userId AND reset_hash IS NOT NULL
        UNION ALL SELECT password_hash FROM identity.password_history WHERE user_id = @userId
        """,
        new { userId }, ct);

    /// <summary>Replaces the password that was seen, and ends every session but that one.</summary>
    /// <returns>False when somebody else was quicker.</returns>
    public Task<bool> Replace(Guid userId, string seenHash, string newHash, Guid sessionId, CancellationToken ct) => db.Transaction(
        async (connection, transaction) =>
        {
            var at = time.GetUtcNow().UtcDateTime;
            var account = await connection.QueryFirstOrDefaultAsync<Guid?>(new CommandDefinition(
                """
                WITH changed AS (
                    UPDATE identity.users
                    SET password_hash = @newHash, password_valid_until = NULL, reset_hash = NULL, reset_valid_until = NULL
                    WHERE id = @userId AND password_hash = @seenHash
                    RETURNING id, home_account_id
                ), history AS (
                    INSERT INTO identity.password_history (user_id, password_hash, replaced_at) SELECT id, @seenHash, @at FROM changed
                ), ended AS (
                    DELETE FROM identity.sessions s USING changed c WHERE s.user_id = c.id AND s.id <> @sessionId
                ), going_on AS (
                    UPDATE identity.sessions s SET must_change_password = false FROM changed c WHERE s.id = @sessionId AND s.user_id = c.id
                )
                SELECT home_account_id FROM changed
                """,
                new { userId, seenHash, newHash, sessionId, at }, transaction, cancellationToken: ct));
            if (account is null) return false;
            await transaction.Audit(new AuditEntry(account.Value, "identity.password_changed", Subject(userId)), at, ct);
            await transaction.Tell(OutboxMessage.From(new SecurityChanged(userId, "password_changed", null, at), Key(userId), account, at), ct);
            return true;
        },
        ct);

    /// <summary>The temporary password was used: from now on it is the only one.</summary>
    public Task<int> UseTemporary(Guid userId, string resetHash, CancellationToken ct) => db.Execute(
        """
        WITH before AS (
            SELECT id, password_hash FROM identity.users WHERE id = @userId AND reset_hash = @resetHash FOR UPDATE
        ), history AS (
            INSERT INTO identity.password_history (user_id, password_hash, replaced_at) SELECT id, password_hash, @now FROM before
        )
        UPDATE identity.users u
        SET password_hash = @resetHash, password_valid_until = u.reset_valid_until, reset_hash = NULL, reset_valid_until = NULL
        FROM before b WHERE u.id = b.id
        """,
        new { userId, resetHash, now = time.GetUtcNow().UtcDateTime }, ct);

    /// <summary>Gives the user a temporary password beside the present one, and tells it to be sent.</summary>
    public async Task Issue(NpgsqlTransaction transaction, Guid userId, Guid accountId, CancellationToken ct)
    {
        var at = time.GetUtcNow().UtcDateTime;
        var until = at.AddHours(options.Value.TemporaryHours);
        var password = TemporaryPassword.New();
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "UPDATE identity.users SET reset_hash = @hash, reset_valid_until = @until WHERE id = @userId",
            new { userId, hash = Passwords.Hash(password), until }, transaction, cancellationToken: ct));
        await transaction.Audit(new AuditEntry(accountId, "identity.temporary_password_issued", Subject(userId), After: new { ValidUntil = until }), at, ct);
        await Tell(transaction, userId, accountId, password, until, at, ct);
    }

    /// <summary>Gives the user a temporary password in place of the present one, ends all sessions, and tells it to be sent.</summary>
    public async Task Reset(NpgsqlTransaction transaction, Guid userId, Guid accountId, CancellationToken ct)
    {
        var password = TemporaryPassword.New();
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO identity.password_history (user_id, password_hash, replaced_at)
            SELECT id, password_hash, @at FROM identity.users WHERE id = @userId;
            UPDATE identity.users SET password_hash = @hash, reset_hash = NULL, reset_valid_until = NULL WHERE id = @userId;
            DELETE FROM identity.sessions WHERE user_id = @userId;
            """,
            new { userId, hash = Passwords.Hash(password), at = time.GetUtcNow().UtcDateTime }, transaction, cancellationToken: ct));
        await SendFirst(transaction, userId, accountId, password, ct);
    }

    /// <summary>Says of the password just given to a user that it is a temporary one, and tells it to be sent.</summary>
    public async Task SendFirst(NpgsqlTransaction transaction, Guid userId, Guid accountId, string password, CancellationToken ct)
    {
        var at = time.GetUtcNow().UtcDateTime;
        var until = at.AddHours(options.Value.TemporaryHours);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "UPDATE identity.users SET password_valid_until = @until WHERE id = @userId", new { userId, until }, transaction, cancellationToken: ct));
        await Tell(transaction, userId, accountId, password, until, at, ct);
    }

    private Task Tell(NpgsqlTransaction transaction, Guid userId, Guid accountId, string password, DateTime until, DateTime at, CancellationToken ct) =>
        transaction.Tell(OutboxMessage.From(new TemporaryPasswordIssued(userId, sealer.Seal(password), until), Key(userId), accountId, at), ct);

    private static string Subject(Guid userId) => $"user/{userId}";

    private static string Key(Guid userId) => $"user/{userId:N}";
}
