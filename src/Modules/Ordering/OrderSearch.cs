using System.Globalization;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Ordering;

/// <summary>Finds orders whose number, customer's number or customer begins with what was typed.</summary>
internal sealed class OrderSearch(Db db, Caller caller) : ISearchable
{
    // Of a beginning that thousands share, some are shown; the list behind the last link shows all.
    private const int Looked = 100;

    private const string Sql =
        """
        SELECT o.number, o.purchase_order_number, o.end_customer, o.placed_at, o.currency::text AS currency, o.total,
               @typed IN (lower(o.number), lower(o.purchase_order_number)) AS is_exact
        FROM (
            (SELECT id FROM ordering.orders
             WHERE account_id = @AccountId AND lower(number) ~>=~ @typed AND lower(number) ~<=~ @last
             ORDER BY lower(number) USING ~>~ LIMIT @Looked)
            UNION
            (SELECT id FROM ordering.orders
             WHERE account_id = @AccountId AND lower(purchase_order_number) ~>=~ @typed AND lower(purchase_order_number) ~<=~ @last
             ORDER BY lower(purchase_order_number) USING ~<~ LIMIT @Looked)
            UNION
            (SELECT id FROM ordering.orders
             WHERE account_id = @AccountId AND lower(end_customer) ~>=~ @typed AND lower(end_customer) ~<=~ @last
             ORDER BY lower(end_customer) USING ~<~ LIMIT @Looked)
        ) found
        JOIN ordering.orders o USING (id)
        ORDER BY is_exact DESC, o.placed_at DESC, o.id DESC LIMIT @most
        """;

    public async Task<SearchGroup?> Find(string words, int atMost, CancellationToken ct)
    {
        if (!caller.Can(OrderingPrivileges.View)) return null;
        // The case that PostgreSQL folds.
#pragma warning disable CA1308
        var typed = words.ToLowerInvariant();
#pragma warning restore CA1308
        var rows = await db.Many<Row>(
            Sql, new { caller.AccountId, typed, last = typed + "\U0010FFFF", Looked, most = atMost + 1 }, ct);
        return rows.Count == 0 ? null : new SearchGroup(
            "orders", "ordering.found", "clipboard-list", 10,
            [.. rows.Take(atMost).Select(r => new SearchHit(r.Number, Detail(r), $"/orders/{r.Number}", r.IsExact))],
            rows.Count > atMost ? "/orders?q=" + Uri.EscapeDataString(words) : null);
    }

    private static string Detail(Row row) => string.Join(" · ", new[]
    {
        row.PurchaseOrderNumber, row.EndCustomer, row.PlacedAt.ToString("d MMM yyyy", CultureInfo.CurrentCulture),
        $"{row.Currency} {row.Total.ToString("N2", CultureInfo.CurrentCulture)}",
    }.Where(part => part is not null));

    private sealed class Row
    {
        public string Number { get; init; } = "";
        public string PurchaseOrderNumber { get; init; } = "";
        public string? EndCustomer { get; init; }
        public DateTime PlacedAt { get; init; }
        public string Currency { get; init; } = "";
        public decimal Total { get; init; }
        public bool IsExact { get; init; }
    }
}
