using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;
using Npgsql;

namespace Modular.Identity;

/// <summary>Forgets a person: the user's row stays, nameless and shut out, as the account's business refers to it.</summary>
internal sealed class Erasure(Db db, SessionCache cache, TimeProvider time)
{
    private const string Forget =
        """
        UPDATE identity.memberships SET is_administrator = false, privileges = '{}', access_group = '', status = 'inactive', version = version + 1
        WHERE user_id = @userId;
        DELETE FROM identity.sign_in_failures f USING identity.users u WHERE u.id = @userId AND f.user_name = lower(u.user_name);
        DELETE FROM identity.password_resets r USING identity.users u WHERE u.id = @userId AND r.user_name = lower(u.user_name);
        DELETE FROM identity.sessions WHERE user_id = @userId;
        DELETE FROM identity.password_history WHERE user_id = @userId;
        DELETE FROM identity.recovery_codes WHERE user_id = @userId;
        DELETE FROM identity.sign_in_attempts WHERE user_id = @userId;
        DELETE FROM identity.linked_subjects WHERE user_id = @userId;
        DELETE FROM identity.known_devices WHERE user_id = @userId;
        DELETE FROM platform.list_columns WHERE user_id = @userId;
        DELETE FROM platform.saved_searches WHERE user_id = @userId;
        UPDATE identity.access_requests SET reason = '–' WHERE user_id = @userId;
        UPDATE identity.reseller_applications r SET applicant_name = '–', email = '', remote_address = NULL
        FROM identity.users u WHERE u.id = @userId AND r.account_id = u.home_account_id AND lower(r.email) = lower(u.email);
        UPDATE identity.invitations SET name = '–', email = '' WHERE accepted_by = @userId;
        UPDATE identity.users
        SET user_name = 'erased-' || id, display_name = '–', email = '', password_hash = @hash, password_valid_until = NULL,
            reset_hash = NULL, reset_valid_until = NULL, factor_key = NULL, factor_confirmed_at = NULL, erased_at = @at
        WHERE id = @userId
        """;

    /// <returns>The refusal, where an account would be left without administrator.</returns>
    public async Task<Error?> Erase(Guid userId, Guid accountId, CancellationToken ct)
    {
        var at = time.GetUtcNow().UtcDateTime;
        try
        {
            await db.Transaction(
                async (connection, transaction) =>
                {
                    await connection.ExecuteAsync(new CommandDefinition(
                        Forget, new { userId, at, hash = Passwords.Hash(TemporaryPassword.New()) }, transaction, cancellationToken: ct));
                    await transaction.Audit(new AuditEntry(accountId, "identity.user_erased", Memberships.Subject(userId)), at, ct);
                    await transaction.Tell(OutboxMessage.From(new UserErased(userId, at), $"user/{userId:N}", accountId, at), ct);
                    return 0;
                },
                ct);
        }
        catch (PostgresException last) when (last.ConstraintName == "memberships_keep_an_administrator")
        {
            return IdentityErrors.LastAdministrator;
        }

        cache.Forget(userId);
        return null;
    }
}
