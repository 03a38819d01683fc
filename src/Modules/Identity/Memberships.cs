using System.Globalization;
using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;
using Npgsql;

namespace Modular.Identity;

/// <summary>Reads and changes the members of the caller's account; changes of one account's memberships wait for each other.</summary>
internal sealed class Memberships(Db db, GrantablePrivileges privileges, SessionCache cache, Texts texts, TimeProvider time)
{
    public async Task<Collaborator?> Find(Guid accountId, Guid userId, CancellationToken ct) =>
        (await db.One<Collaborator>(
            $"SELECT {Collaborator.Columns} {Collaborator.From} WHERE m.account_id = @accountId AND m.user_id = @userId",
            new { accountId, userId }, ct))?.In(privileges, texts);

    /// <param name="action">Of the audit trail.</param>
    /// <param name="also">What else belongs to the change, in its transaction.</param>
    /// <param name="first">What must be possible beside it, before anything is written but what it writes itself.</param>
    /// <returns>The member as it is now; also with a refusal because of a newer version.</returns>
    public async Task<Result<Collaborator>> Change(
        Caller caller, Guid userId, string action, Func<Membership, Decider, Result<Membership>> decide,
        Func<NpgsqlTransaction, Membership, DateTime, Task>? also, CancellationToken ct,
        Func<NpgsqlTransaction, Task<Error?>>? first = null)
    {
        var at = time.GetUtcNow().UtcDateTime;
        var refusal = await db.Transaction(
            async (connection, transaction) =>
            {
                Task<T?> One<T>(string sql, object args) =>
                    connection.QueryFirstOrDefaultAsync<T?>(new CommandDefinition(sql, args, transaction, cancellationToken: ct));

                await One<int>("SELECT 1 FROM identity.accounts WHERE id = @AccountId FOR NO KEY UPDATE", new { caller.AccountId });
                var found = await One<Collaborator>(
                    $"SELECT {Collaborator.Columns} {Collaborator.From} WHERE m.account_id = @AccountId AND m.user_id = @userId",
                    new { caller.AccountId, userId });
                if (found is null) return IdentityErrors.CollaboratorUnknown;

                // Asked again under the lock: a caller's own access may have been taken away meanwhile.
                var administrators = (await connection.QueryAsync<Guid>(new CommandDefinition(
                    "SELECT user_id FROM identity.memberships WHERE account_id = @AccountId AND is_administrator AND status = 'active'",
                    new { caller.AccountId }, transaction, cancellationToken: ct))).AsList();
                var by = new Decider(
                    caller.UserId,
                    caller.Behalf is null && administrators.Contains(caller.UserId),
                    administrators.Count(id => id != userId));
                var before = found.Membership;
                var decided = decide(before, by);
                if (decided.Value is not { } after) return decided.Error;
                if (ReferenceEquals(after, before)) return null;
                if (first is not null && await first(transaction) is { } impossible) return impossible;

                await connection.ExecuteAsync(new CommandDefinition(
                    """
                    UPDATE identity.memberships
                    SET is_administrator = @IsAdministrator, privileges = @privileges, access_group = @AccessGroup, status = @Status, version = @Version, role = @Role
                    WHERE account_id = @AccountId AND user_id = @UserId
                    """,
                    new { after.IsAdministrator, privileges = after.Privileges.ToArray(), after.AccessGroup, after.Status, after.Version, after.Role, caller.AccountId, after.UserId },
                    transaction, cancellationToken: ct));
                await transaction.Audit(new AuditEntry(caller.AccountId, action, Subject(userId), Told(before), Told(after)), at, ct);
                if (also is not null) await also(transaction, after, at);
                return (Error?)null;
            },
            ct);
        // This host need not wait to hear of it.
        cache.Forget(userId);
        if (refusal is not null && refusal.Kind != ErrorKind.Stale) return refusal;
        var now = (await Find(caller.AccountId, userId, ct))!;
        return refusal is null ? now : Result<Collaborator>.Refused(refusal, now);
    }

    /// <summary>Whether the caller is somebody in other accounts too, for whom the provider of this one does not speak.</summary>
    public async Task<bool> SpeaksForOthers(Caller caller, CancellationToken ct) => caller.BySingleSignOn && await db.One<bool>(
        "SELECT EXISTS (SELECT FROM identity.memberships WHERE user_id = @UserId AND account_id <> @AccountId AND status = 'active')",
        new { caller.UserId, caller.AccountId }, ct);

    public static string Subject(Guid userId) => string.Create(CultureInfo.InvariantCulture, $"user/{userId}");

    private static object Told(Membership m) => new { administrator = m.IsAdministrator, m.Role, m.Privileges, m.AccessGroup, m.Status };
}
