using Modular.BuildingBlocks.Data;

namespace Modular.Ordering.Features;

/// <summary>Shows the account's last orders, and what it ordered in each of the last 12 months.</summary>
internal static class SeeRecentOrders
{
    private const int Last = 5;
    private const int Months = 12;

    [Requires(OrderingPrivileges.View)]
    public sealed record Query : IRequest<Result<View>>;

    public sealed class Handler(Db db, Caller caller, TimeProvider time) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var since = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1 - Months);
            var (orders, sums) = await db.Two<OrderItem, Sum>(
                $"""
                SELECT {OrderFilter.Columns} FROM ordering.orders o
                WHERE o.account_id = @AccountId ORDER BY o.placed_at DESC, o.id DESC LIMIT @Last
                """,
                """
                SELECT date_trunc('month', placed_at, 'UTC') AS month, currency::text AS currency, sum(total) AS total, count(*)::int AS orders
                FROM ordering.orders WHERE account_id = @AccountId AND placed_at >= @since GROUP BY 1, 2
                """,
                new { caller.AccountId, Last, since }, cancellationToken);
            // An account buys in one currency; where it was changed, the one most ordered in is drawn.
            var currency = sums.GroupBy(s => s.Currency).MaxBy(g => g.Sum(s => s.Orders))?.Key;
            var months = Enumerable.Range(0, Months).Select(since.AddMonths).Select(month =>
                sums.FirstOrDefault(s => s.Month == month && s.Currency == currency) is { } sum
                    ? new Month(month, sum.Total, sum.Orders) : new Month(month, 0, 0));
            return new View(orders, currency, [.. months]);
        }
    }

    /// <param name="Currency">ISO 4217 of the months' totals; null where nothing was ordered in them.</param>
    public sealed record View(IReadOnlyList<OrderItem> Orders, string? Currency, IReadOnlyList<Month> Months);

    /// <param name="First">Its first moment, in UTC.</param>
    public sealed record Month(DateTime First, decimal Total, int Orders);

    private sealed class Sum
    {
        public DateTime Month { get; init; }
        public string Currency { get; init; } = "";
        public decimal Total { get; init; }
        public int Orders { get; init; }
    }
}
