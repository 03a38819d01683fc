using System.Security.Cryptography;
using System.Text;
using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;
using Npgsql;

namespace Modular.Identity;

/// <summary>Keys of authenticator apps and recovery codes: set up, confirmed, tried, taken away.</summary>
internal sealed class SecondFactors(Db db, Sealer sealer, SessionCache cache, TimeProvider time)
{
    private const int Codes = 10;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>A new key, which counts once a code of it was confirmed.</summary>
    /// <returns>The key; null where one is confirmed already.</returns>
    public async Task<byte[]?> Begin(Guid userId, CancellationToken ct)
    {
        var key = Totp.NewKey();
        var begun = await db.Execute(
            "UPDATE identity.users SET factor_key = @key WHERE id = @userId AND factor_confirmed_at IS NULL",
            new { userId, key = sealer.Seal(Convert.ToBase64String(key)) }, ct);
        return begun == 1 ? key : null;
    }

    /// <returns>The recovery codes, to be shown this once; null: a wrong code.</returns>
    public async Task<IReadOnlyList<string>?> Confirm(Guid userId, string code, CancellationToken ct)
    {
        if (await Find(userId, ct) is not { ConfirmedAt: null, Key: { } key } || Totp.Match(key, code, Now, 0) is not { } step) return null;
        var codes = NewCodes();
        var confirmed = await Change(
            userId,
            """
            WITH confirmed AS (
                UPDATE identity.users SET factor_confirmed_at = @now, factor_last_step = @step
                WHERE id = @userId AND factor_confirmed_at IS NULL RETURNING id, home_account_id
            ), gone AS (
                DELETE FROM identity.recovery_codes r USING confirmed c WHERE r.user_id = c.id AND r.code_hash <> ALL(@hashes)
            ), codes AS (
                INSERT INTO identity.recovery_codes (user_id, code_hash) SELECT id, unnest(@hashes) FROM confirmed
            )
            SELECT home_account_id FROM confirmed
            """,
            new { userId, step, now = Now, hashes = codes.Select(Hash).ToArray() }, "second_factor_on", ct);
        return confirmed ? codes : null;
    }

    /// <summary>Other recovery codes: those of before open nothing from now on, used or not.</summary>
    /// <returns>To be shown this once; null where there is no second factor.</returns>
    public async Task<IReadOnlyList<string>?> Renew(Guid userId, CancellationToken ct)
    {
        var codes = NewCodes();
        var args = new { userId, hashes = codes.Select(Hash).ToArray() };
        var renewed = await Change(
            userId,
            async transaction =>
            {
                CommandDefinition Command(string sql) => new(sql, args, transaction, cancellationToken: ct);

                // Locked by a statement of its own: of two at once, the second sees the first one's codes and takes them away.
                var home = await transaction.Connection!.QueryFirstOrDefaultAsync<Guid?>(Command(
                    "SELECT home_account_id FROM identity.users WHERE id = @userId AND factor_confirmed_at IS NOT NULL FOR NO KEY UPDATE"));
                if (home is null) return null;
                await transaction.Connection!.ExecuteAsync(Command("DELETE FROM identity.recovery_codes WHERE user_id = @userId"));
                await transaction.Connection!.ExecuteAsync(Command("INSERT INTO identity.recovery_codes (user_id, code_hash) SELECT @userId, unnest(@hashes)"));
                return home;
            },
            "recovery_codes_renewed", ct);
        return renewed ? codes : null;
    }

    /// <summary>Whether the user needs a code beside the password.</summary>
    public async Task<bool> IsOn(Guid userId, CancellationToken ct) => (await Find(userId, ct))?.ConfirmedAt is not null;

    /// <summary>Takes a code of the app, or a recovery code, once.</summary>
    public async Task<bool> Takes(Guid userId, string code, CancellationToken ct)
    {
        if (await Find(userId, ct) is not { ConfirmedAt: not null, Key: { } key } factor) return false;
        var plain = code.Replace(" ", "", StringComparison.Ordinal);
        if (Totp.Match(key, plain, Now, factor.LastStep) is { } step)
        {
            return await db.Execute(
                "UPDATE identity.users SET factor_last_step = @step WHERE id = @userId AND factor_last_step < @step", new { userId, step }, ct) == 1;
        }

        return await db.Execute(
            "UPDATE identity.recovery_codes SET used_at = @now WHERE user_id = @userId AND code_hash = @hash AND used_at IS NULL",
            new { userId, hash = Hash(plain), now = Now }, ct) == 1;
    }

    /// <returns>False where there was none.</returns>
    public Task<bool> Remove(Guid userId, CancellationToken ct) => Change(
        userId,
        """
        WITH codes AS (DELETE FROM identity.recovery_codes WHERE user_id = @userId)
        UPDATE identity.users SET factor_key = NULL, factor_confirmed_at = NULL
        WHERE id = @userId AND factor_confirmed_at IS NOT NULL RETURNING home_account_id
        """,
        new { userId }, "second_factor_off", ct);

    private Task<bool> Change(Guid userId, string sql, object args, string kind, CancellationToken ct) => Change(
        userId,
        transaction => transaction.Connection!.QueryFirstOrDefaultAsync<Guid?>(new CommandDefinition(sql, args, transaction, cancellationToken: ct)),
        kind, ct);

    /// <param name="work">Answers the user's own account, or null where it changed nothing.</param>
    private async Task<bool> Change(Guid userId, Func<NpgsqlTransaction, Task<Guid?>> work, string kind, CancellationToken ct)
    {
        var at = Now;
        var changed = await db.Transaction(
            async (_, transaction) =>
            {
                var account = await work(transaction);
                if (account is null) return false;
                await transaction.Audit(new AuditEntry(account.Value, "identity." + kind, $"user/{userId}"), at, ct);
                await transaction.Tell(
                    OutboxMessage.From(new SecurityChanged(userId, kind, null, at), $"user/{userId:N}", account, at), ct);
                return true;
            },
            ct);
        cache.Forget(userId);
        return changed;
    }

    private async Task<Factor?> Find(Guid userId, CancellationToken ct)
    {
        var (sealedKey, confirmedAt, lastStep) = await db.One<(string?, DateTime?, long)>(
            "SELECT factor_key, factor_confirmed_at, factor_last_step FROM identity.users WHERE id = @userId", new { userId }, ct);
        return sealedKey is null ? null : new(sealer.Open(sealedKey) is { } key ? Convert.FromBase64String(key) : null, confirmedAt, lastStep);
    }

    private static string[] NewCodes() => [.. Enumerable.Range(0, Codes).Select(_ => RecoveryCode())];

    /// <summary>80 bits, in four groups.</summary>
    private static string RecoveryCode() =>
        string.Join('-', Totp.Write(RandomNumberGenerator.GetBytes(10)).Chunk(4).Select(part => new string(part)));

    private static byte[] Hash(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()));

    private sealed record Factor(byte[]? Key, DateTime? ConfirmedAt, long LastStep);
}
