using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Catalog;
using Modular.Integration.Identity;
using Npgsql;

namespace Modular.Identity;

/// <summary>Every change of what accounts are certified for, each told so that prices and baskets know at once.</summary>
internal sealed class Certifications(Db db, IRememberedTerms remembered, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public DateOnly Today => DateOnly.FromDateTime(Now);

    public async Task<IReadOnlyList<Certification>> Of(Guid accountId, CancellationToken ct)
    {
        var rows = await db.Many<(string Code, DateOnly? ValidUntil)>(
            "SELECT code, valid_until FROM identity.account_certifications WHERE account_id = @accountId ORDER BY code", new { accountId }, ct);
        return [.. rows.Select(r => Certification.Of(r.Code, r.ValidUntil, Today))];
    }

    public Task<bool> Holds(Guid accountId, string code, CancellationToken ct) => db.One<bool>(
        "SELECT EXISTS (SELECT FROM identity.account_certifications WHERE account_id = @accountId AND code = @code)", new { accountId, code }, ct);

    public Task<Result<Certification>> Grant(Guid accountId, string code, DateOnly? validUntil, CancellationToken ct) =>
        Changed<Certification>(
            async (connection, transaction) =>
            {
                var args = new { accountId, code, validUntil };
                if (await Account(transaction, accountId, ct) is null) return IdentityErrors.NoSuchAccount;
                var before = await Before(transaction, args, ct);
                await connection.ExecuteAsync(new CommandDefinition(
                    """
                    INSERT INTO identity.account_certifications (account_id, code, valid_until) VALUES (@accountId, @code, @validUntil)
                    ON CONFLICT (account_id, code) DO UPDATE SET valid_until = @validUntil
                    """, args, transaction, cancellationToken: ct));
                await Note(transaction, accountId, code, "identity.certification_granted", before, new { code, validUntil }, ct);
                return Certification.Of(code, validUntil, Today);
            },
            ct);

    public Task<Result<Done>> Revoke(Guid accountId, string code, CancellationToken ct) => Changed<Done>(
        async (connection, transaction) =>
        {
            var args = new { accountId, code };
            if (await Account(transaction, accountId, ct) is null) return IdentityErrors.NoSuchAccount;
            if (await Before(transaction, args, ct) is not { } before) return IdentityErrors.CertificationNotHeld;
            await connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM identity.account_certifications WHERE account_id = @accountId AND code = @code", args, transaction, cancellationToken: ct));
            await Note(transaction, accountId, code, "identity.certification_revoked", before, null, ct);
            return Done.Instance;
        },
        ct);

    /// <summary>This host need not wait to hear of it: whoever has the answer buys by it.</summary>
    private async Task<Result<T>> Changed<T>(Func<NpgsqlConnection, NpgsqlTransaction, Task<Result<T>>> work, CancellationToken ct)
    {
        var changed = await db.Transaction(work, ct);
        remembered.Forget();
        return changed;
    }

    private static Task<Guid?> Account(NpgsqlTransaction transaction, Guid accountId, CancellationToken ct) =>
        transaction.Connection!.QueryFirstOrDefaultAsync<Guid?>(new CommandDefinition(
            "SELECT id FROM identity.accounts WHERE id = @accountId FOR NO KEY UPDATE", new { accountId }, transaction, cancellationToken: ct));

    private static async Task<object?> Before(NpgsqlTransaction transaction, object args, CancellationToken ct)
    {
        var rows = (await transaction.Connection!.QueryAsync<(string Code, DateOnly? ValidUntil)>(new CommandDefinition(
            "SELECT code, valid_until FROM identity.account_certifications WHERE account_id = @accountId AND code = @code", args, transaction, cancellationToken: ct))).AsList();
        return rows is [var row] ? new { row.Code, row.ValidUntil } : null;
    }

    private async Task Note(NpgsqlTransaction transaction, Guid accountId, string code, string action, object? before, object? after, CancellationToken ct)
    {
        await transaction.Tell(OutboxMessage.From(new CertificationsChanged(accountId, code, Now), $"account/{accountId:N}", accountId, Now), ct);
        await transaction.Audit(new AuditEntry(accountId, action, $"certification/{code}", before, after), Now, ct);
    }
}
