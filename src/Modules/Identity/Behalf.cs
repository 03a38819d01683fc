using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>Lets a staff member's session act for an account, and ends that; both stand in the account's audit trail.</summary>
internal sealed class Behalf(Db db, SessionCache cache, IOptions<IdentityOptions> options, TimeProvider time)
{
    public async Task<Result<Done>> Begin(Caller caller, Guid accountId, string reason, CancellationToken ct)
    {
        var at = time.GetUtcNow().UtcDateTime;
        var until = at.AddMinutes(options.Value.BehalfMinutes);
        var refusal = await db.Transaction(
            async (connection, transaction) =>
            {
                var target = await connection.QueryFirstOrDefaultAsync<Target?>(new CommandDefinition(
                    """
                    SELECT a.kind, a.requires_second_factor AND u.factor_confirmed_at IS NULL AS lacks_factor
                    FROM identity.accounts a CROSS JOIN identity.users u WHERE a.id = @accountId AND u.id = @UserId
                    """,
                    new { accountId, caller.UserId }, transaction, cancellationToken: ct));
                if (target is null) return IdentityErrors.NoSuchAccount.On("accountId");
                if (target.Kind == "distributor") return IdentityErrors.BehalfOfStaff;
                // What the account asks of its own people it asks of those who act for it.
                if (target.LacksFactor) return IdentityErrors.BehalfNeedsFactor;
                var begun = await connection.ExecuteAsync(new CommandDefinition(
                    """
                    UPDATE identity.sessions
                    SET behalf_account_id = @accountId, behalf_reason = @reason, behalf_since = @at, behalf_until = @until
                    WHERE id = @SessionId AND user_id = @UserId AND behalf_account_id IS NULL
                    """,
                    new { accountId, reason, at, until, caller.SessionId, caller.UserId }, transaction, cancellationToken: ct));
                if (begun == 0) return IdentityErrors.AlreadyActing;
                await transaction.Audit(
                    new AuditEntry(accountId, "identity.behalf_began", Subject(accountId), null, new { reason, until }),
                    at, Actor.Current with { Behalf = reason }, ct);
                return (Error?)null;
            },
            ct);
        cache.Forget(caller.UserId);
        return refusal is null ? Done.Instance : refusal;
    }

    /// <summary>Also once it ended by itself; where there is nothing to end, nothing happens.</summary>
    public async Task End(Caller caller, CancellationToken ct)
    {
        var at = time.GetUtcNow().UtcDateTime;
        await db.Transaction(
            async (connection, transaction) =>
            {
                var ended = await connection.QueryFirstOrDefaultAsync<Ended?>(new CommandDefinition(
                    """
                    WITH was AS (
                        SELECT id, behalf_account_id, behalf_reason, behalf_until FROM identity.sessions
                        WHERE id = @SessionId AND user_id = @UserId AND behalf_account_id IS NOT NULL FOR UPDATE
                    )
                    UPDATE identity.sessions s
                    SET behalf_account_id = NULL, behalf_reason = NULL, behalf_since = NULL, behalf_until = NULL
                    FROM was WHERE s.id = was.id
                    RETURNING was.behalf_account_id AS account_id, was.behalf_reason AS reason, was.behalf_until AS until
                    """,
                    new { caller.SessionId, caller.UserId }, transaction, cancellationToken: ct));
                if (ended is null) return false;
                // Past its time it was over then, whenever somebody noticed.
                await transaction.Audit(
                    new AuditEntry(ended.AccountId, "identity.behalf_ended", Subject(ended.AccountId), null, new { over = ended.Until < at ? ended.Until : at }),
                    at, Actor.Current with { Behalf = ended.Reason }, ct);
                return true;
            },
            ct);
        cache.Forget(caller.UserId);
    }

    private static string Subject(Guid accountId) => string.Create(CultureInfo.InvariantCulture, $"account/{accountId}");

    private sealed record Target(string Kind, bool LacksFactor);

    private sealed record Ended(Guid AccountId, string Reason, DateTime Until);
}
