using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;
using Npgsql;

namespace Modular.Identity;

/// <summary>Every INSERT and UPDATE of requests for tools.</summary>
internal sealed class AccessRequests(Db db, Memberships memberships, GrantablePrivileges privileges, TimeProvider time)
{
    private const int MostTold = 50;

    public async Task<AccessRequest?> Find(Guid accountId, Guid id, CancellationToken ct) => await db.One<AccessRequest>(
        $"SELECT {AccessRequest.Columns} {AccessRequest.From} WHERE r.account_id = @accountId AND r.id = @id", new { accountId, id }, ct);

    public async Task<Result<AccessRequest>> Ask(Caller caller, Guid id, string tool, string reason, CancellationToken ct)
    {
        var at = time.GetUtcNow().UtcDateTime;
        var isNew = await db.Transaction(
            async (connection, transaction) =>
            {
                var added = await connection.ExecuteAsync(new CommandDefinition(
                    """
                    INSERT INTO identity.access_requests (id, account_id, user_id, tool, reason, asked_at)
                    VALUES (@id, @AccountId, @UserId, @tool, @reason, @at)
                    ON CONFLICT (account_id, user_id, tool) WHERE status = 'waiting' DO NOTHING
                    """,
                    new { id, caller.AccountId, caller.UserId, tool, reason, at }, transaction, cancellationToken: ct));
                if (added == 0) return false;
                var deciders = await connection.QueryAsync<Guid>(new CommandDefinition(
                    """
                    SELECT user_id FROM identity.memberships
                    WHERE account_id = @AccountId AND status = 'active' AND user_id <> @UserId AND (is_administrator OR @ManageCollaborators = ANY(privileges))
                    ORDER BY NOT is_administrator, user_id LIMIT @MostTold
                    """,
                    new { caller.AccountId, caller.UserId, IdentityPrivileges.ManageCollaborators, MostTold }, transaction, cancellationToken: ct));
                await transaction.Tell(
                    OutboxMessage.From(
                        new ToolRequested(id, caller.UserId, caller.DisplayName, caller.AccountId, caller.AccountName, tool, reason, [.. deciders]),
                        $"access-request/{id:N}", caller.AccountId, at),
                    ct);
                await transaction.Audit(
                    new AuditEntry(caller.AccountId, "identity.access_asked", Memberships.Subject(caller.UserId), null, new { tool, reason }), at, ct);
                return true;
            },
            ct);
        // A repetition finds what it made the first time.
        return await Find(caller.AccountId, id, ct) is { } made && (isNew || made.UserId == caller.UserId) ? made : IdentityErrors.AccessAsked;
    }

    public async Task<Error?> Withdraw(Caller caller, Guid id, CancellationToken ct)
    {
        if (await Find(caller.AccountId, id, ct) is not { } request || request.UserId != caller.UserId) return IdentityErrors.AccessRequestUnknown;
        var at = time.GetUtcNow().UtcDateTime;
        var withdrawn = await db.Change(
            """
            UPDATE identity.access_requests SET status = 'withdrawn', decided_at = @at
            WHERE id = @id AND account_id = @AccountId AND user_id = @UserId AND status = 'waiting'
            """,
            new { id, caller.AccountId, caller.UserId, at },
            new AuditEntry(caller.AccountId, "identity.access_withdrawn", Memberships.Subject(caller.UserId), new { request.Tool, request.Reason }),
            at, ct);
        return withdrawn == 0 ? IdentityErrors.AccessDecided : null;
    }

    /// <summary>Grants the chosen privileges in the transaction that approves.</summary>
    public async Task<Result<AccessRequest>> Approve(Caller caller, AccessRequest request, IEnumerable<string> chosen, string? reason, CancellationToken ct)
    {
        var granted = await memberships.Change(
            caller, request.UserId, "identity.access_approved",
            (member, by) => member.Status != MembershipStatus.Active
                ? IdentityErrors.CollaboratorUnknown
                : member.Grant(
                    new Grant([.. member.Privileges, .. chosen], null, null, null) { NotForShoppers = privileges.NotForShoppers }, by),
            (transaction, _, at) => Told(transaction, caller, request, true, reason, at, ct),
            ct,
            transaction => Decide(transaction, caller, request.Id, AccessRequest.Approved, reason, ct));
        return granted.Error is { } refusal ? refusal : (await Find(caller.AccountId, request.Id, ct))!;
    }

    public async Task<Result<AccessRequest>> Deny(Caller caller, AccessRequest request, string reason, CancellationToken ct)
    {
        var at = time.GetUtcNow().UtcDateTime;
        var refusal = await db.Transaction(
            async (_, transaction) =>
            {
                if (await Decide(transaction, caller, request.Id, AccessRequest.Denied, reason, ct) is { } decided) return decided;
                await transaction.Audit(
                    new AuditEntry(caller.AccountId, "identity.access_denied", Memberships.Subject(request.UserId), null, new { request.Tool, reason }), at, ct);
                await Told(transaction, caller, request, false, reason, at, ct);
                return (Error?)null;
            },
            ct);
        return refusal is not null ? refusal : (await Find(caller.AccountId, request.Id, ct))!;
    }

    private async Task<Error?> Decide(NpgsqlTransaction transaction, Caller caller, Guid id, string status, string? reason, CancellationToken ct) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            UPDATE identity.access_requests SET status = @status, decided_at = @at, decided_by = @UserId, decision_reason = @reason
            WHERE id = @id AND account_id = @AccountId AND status = 'waiting'
            """,
            new { id, caller.AccountId, caller.UserId, status, reason, at = time.GetUtcNow().UtcDateTime }, transaction, cancellationToken: ct)) == 0
            ? IdentityErrors.AccessDecided
            : null;

    private static Task Told(NpgsqlTransaction transaction, Caller caller, AccessRequest request, bool isApproved, string? reason, DateTime at, CancellationToken ct) =>
        transaction.Tell(
            OutboxMessage.From(
                new ToolDecided(request.UserId, caller.AccountId, caller.AccountName, request.Tool, isApproved, reason),
                $"access-request/{request.Id:N}", caller.AccountId, at),
            ct);
}
