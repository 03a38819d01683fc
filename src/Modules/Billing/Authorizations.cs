using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Integration.Billing;
using Npgsql;

namespace Modular.Billing;

/// <summary>Every change of what is authorized; what concerns one basket waits for each other.</summary>
internal sealed class Authorizations(Db db, TimeProvider time)
{
    private const string Columns = "order_id, attempt, account_id, method_id, amount, status, confirmation_url, reason, changed_at";

    // Whoever was granted an amount closes the basket within moments; until then nobody takes it away.
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The attempt that this wish is part of: the open one of its basket if it fits, or a new one, for which the open one is given back.
    /// </summary>
    /// <param name="needed">False: only gives back what is open, as this order is not paid by card.</param>
    /// <returns>Null: somebody else is about to order the basket with what is open.</returns>
    public Task<Authorization?> Begin(PaymentWish wish, bool needed, CancellationToken ct) => db.Transaction(
        async (connection, transaction) =>
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "SELECT pg_advisory_xact_lock(hashtextextended('billing/' || @BasketId::text, 0))", new { wish.BasketId }, transaction, cancellationToken: ct));
            var at = time.GetUtcNow().UtcDateTime;
            var open = await connection.QueryFirstOrDefaultAsync<Authorization?>(new CommandDefinition(
                $"SELECT {Columns} FROM billing.authorizations WHERE basket_id = @BasketId AND account_id = @AccountId AND status IN ('pending', 'confirming', 'authorized')",
                new { wish.BasketId, wish.AccountId }, transaction, cancellationToken: ct));
            if (needed && open is not null && open.MethodId == wish.PaymentTypeId && open.Amount == wish.Amount)
            {
                // Whoever is about to order with it is not to find it given back.
                await Set(transaction, open, open.Status, null, null, at, ct);
                return open;
            }

            if (open is { Status: not "confirming" } && open.OrderId != wish.OrderId && open.ChangedAt > at - Moment) return null;
            if (open is not null) await Set(transaction, open, "voiding", null, null, at, ct);
            if (!needed) return new Authorization { OrderId = wish.OrderId, Status = "authorized" };
            var begun = await connection.QuerySingleAsync<Authorization>(new CommandDefinition(
                $"""
                INSERT INTO billing.authorizations (order_id, attempt, account_id, basket_id, method_id, amount, currency, status, created_at, changed_at)
                SELECT @OrderId, coalesce(max(attempt), 0) + 1, @AccountId, @BasketId, @PaymentTypeId, @Amount, @Currency, 'pending', @at, @at
                FROM billing.authorizations WHERE order_id = @OrderId
                RETURNING {Columns}
                """,
                new { wish.OrderId, wish.AccountId, wish.BasketId, wish.PaymentTypeId, wish.Amount, wish.Currency, at }, transaction, cancellationToken: ct));
            await transaction.Audit(
                new AuditEntry(
                    wish.AccountId, "billing.authorization_asked", $"payment/{wish.OrderId}", null,
                    new { begun.Attempt, wish.BasketId, wish.PaymentTypeId, wish.Amount, wish.Currency }), at, ct);
            return (Authorization?)begun;
        },
        ct);

    /// <summary>Notes the provider's answer, unless somebody noted it before.</summary>
    public Task<bool> Note(Authorization of, string status, string? confirmationUrl, string? reason, CancellationToken ct) => db.Transaction(
        async (_, transaction) =>
        {
            var at = time.GetUtcNow().UtcDateTime;
            if (await Set(transaction, of, status, confirmationUrl, reason, at, ct) == 0) return false;
            if (of.Status != status)
                await transaction.Audit(
                    new AuditEntry(of.AccountId, "billing.authorization_answered", $"payment/{of.OrderId}", new { of.Status }, new { of.Attempt, status, reason }), at, ct);
            return true;
        },
        ct);

    public Task<string?> Status(Authorization of, CancellationToken ct) => db.One<string>(
        "SELECT status FROM billing.authorizations WHERE order_id = @OrderId AND attempt = @Attempt AND account_id = @AccountId",
        new { of.OrderId, of.Attempt, of.AccountId }, ct);

    /// <summary>Marks what is open for an order to be given back.</summary>
    public Task<int> Release(Guid accountId, Guid orderId, CancellationToken ct) => db.Execute(
        """
        UPDATE billing.authorizations SET status = 'voiding', changed_at = @at
        WHERE order_id = @orderId AND account_id = @accountId AND placed_at IS NULL AND status IN ('pending', 'confirming', 'authorized')
        """,
        new { orderId, accountId, at = time.GetUtcNow().UtcDateTime }, ct);

    /// <summary>What is to be given back: marked so, or left over by an order that never came.</summary>
    public Task<IReadOnlyList<Authorization>> LeftOver(TimeSpan after, CancellationToken ct) => db.Many<Authorization>(
        $"""
        UPDATE billing.authorizations SET status = 'voiding', changed_at = @at
        WHERE (order_id, attempt) IN (
            SELECT order_id, attempt FROM billing.authorizations
            WHERE placed_at IS NULL AND status NOT IN ('declined', 'voided') AND (status = 'voiding' OR changed_at < @before)
            ORDER BY changed_at LIMIT 100 FOR UPDATE SKIP LOCKED)
        RETURNING {Columns}
        """,
        new { at = time.GetUtcNow().UtcDateTime, before = time.GetUtcNow().UtcDateTime - after }, ct);

    private static Task<int> Set(NpgsqlTransaction transaction, Authorization of, string status, string? url, string? reason, DateTime at, CancellationToken ct) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            UPDATE billing.authorizations
            SET status = @status, changed_at = @at, confirmation_url = coalesce(@url, confirmation_url), reason = coalesce(@reason, reason)
            WHERE order_id = @OrderId AND attempt = @Attempt AND status = @was
            """,
            new { of.OrderId, of.Attempt, was = of.Status, status, url, reason, at }, transaction, cancellationToken: ct));
}

/// <summary>One attempt to be paid for an order.</summary>
internal sealed record Authorization
{
    public Guid OrderId { get; init; }
    public int Attempt { get; init; }
    public Guid AccountId { get; init; }
    public Guid MethodId { get; init; }
    public decimal Amount { get; init; }
    public string Status { get; init; } = "";
    public string? ConfirmationUrl { get; init; }
    public string? Reason { get; init; }
    public DateTime ChangedAt { get; init; }

    /// <summary>The same for every repetition, so that the provider holds the amount once.</summary>
    public string Key => $"{OrderId:N}-{Attempt}";
}
