using System.Security.Cryptography;
using Dapper;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;
using Npgsql;

namespace Modular.Identity;

/// <summary>Passwords that nobody chose: they go out by e-mail, sealed until then.</summary>
internal sealed class TemporaryPasswords(Sealer sealer)
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static readonly TimeSpan Validity = TimeSpan.FromHours(24);

    public static string New() => RandomNumberGenerator.GetString(Letters, 13) + "aZ7";

    /// <summary>Replaces a user's password, and ends all sessions begun with the old one.</summary>
    public async Task Reset(NpgsqlTransaction transaction, Guid userId, Guid accountId, DateTime at, CancellationToken ct)
    {
        var password = New();
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            UPDATE identity.users SET password_hash = @hash WHERE id = @userId;
            DELETE FROM identity.sessions WHERE user_id = @userId;
            """,
            new { userId, hash = Passwords.Hash(password) }, transaction, cancellationToken: ct));
        await Tell(transaction, userId, accountId, password, at, ct);
    }

    public Task Tell(NpgsqlTransaction transaction, Guid userId, Guid accountId, string password, DateTime at, CancellationToken ct) =>
        transaction.Tell(
            OutboxMessage.From(new TemporaryPasswordIssued(userId, sealer.Seal(password), at + Validity), $"user/{userId:N}", accountId, at), ct);
}
