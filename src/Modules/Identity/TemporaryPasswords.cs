using Dapper;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;
using Npgsql;

namespace Modular.Identity;

/// <summary>Passwords that nobody chose: they go out by e-mail, sealed until then.</summary>
internal sealed class TemporaryPasswords(Sealer sealer, IOptions<IdentityOptions> options)
{
    /// <summary>Replaces a user's password, and ends all sessions begun with the old one.</summary>
    public async Task Reset(NpgsqlTransaction transaction, Guid userId, Guid accountId, DateTime at, CancellationToken ct)
    {
        var password = TemporaryPassword.New();
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO identity.password_history (user_id, password_hash, replaced_at)
            SELECT id, password_hash, @at FROM identity.users WHERE id = @userId;
            UPDATE identity.users SET password_hash = @hash, reset_hash = NULL, reset_valid_until = NULL WHERE id = @userId;
            DELETE FROM identity.sessions WHERE user_id = @userId;
            """,
            new { userId, hash = Passwords.Hash(password), at }, transaction, cancellationToken: ct));
        await Tell(transaction, userId, accountId, password, at, ct);
    }

    /// <summary>Marks the present password as a temporary one, to be changed at the next sign-in, and tells it to be sent.</summary>
    public async Task Tell(NpgsqlTransaction transaction, Guid userId, Guid accountId, string password, DateTime at, CancellationToken ct)
    {
        var until = at.AddHours(options.Value.TemporaryHours);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "UPDATE identity.users SET password_valid_until = @until WHERE id = @userId", new { userId, until }, transaction, cancellationToken: ct));
        await transaction.Tell(OutboxMessage.From(new TemporaryPasswordIssued(userId, sealer.Seal(password), until), $"user/{userId:N}", accountId, at), ct);
    }
}
