using Modular.BuildingBlocks.Data;
using Modular.Catalog.Prices;
using Modular.Integration.Catalog;

namespace Modular.Catalog;

internal sealed class Stock(Db db, CatalogMemory memory) : IStock
{
    public async Task<IReadOnlyDictionary<string, int>> Reserve(Guid orderId, IReadOnlyList<StockWish> wishes, CancellationToken ct = default)
    {
        var wanted = wishes.GroupBy(w => w.Sku.ToUpperInvariant()).ToDictionary(g => g.Key, g => g.Sum(w => w.Quantity), StringComparer.OrdinalIgnoreCase);
        var rows = await db.Many<Row>(
            // Nobody waits for the disk here: the order is committed after it, which takes all that came before along; a crash in between undoes both.
            // The order's row comes first: of two at once, the second waits here and then finds nothing to do.
            // Rows are locked in one order for all, and a row is read again once its lock is held.
            // A warehouse that has all of it is preferred, then the one that has most.
            // Arrays in a SELECT of their own: a plan that does not look at them is made once for all.
            """
            WITH reservation AS (
                INSERT INTO catalog.reservations (order_id)
                SELECT @orderId FROM (SELECT set_config('synchronous_commit', 'off', true)) AS with_the_orders_own_commit
                ON CONFLICT DO NOTHING RETURNING order_id
            ), wish AS (
                SELECT w.sku, w.quantity FROM unnest((SELECT @skus), (SELECT @quantities)) AS w(sku, quantity) WHERE EXISTS (SELECT FROM reservation)
            ), locked AS MATERIALIZED (
                SELECT s.sku, s.warehouse, s.on_hand - s.allocated AS free
                FROM catalog.stock s WHERE s.sku IN (SELECT sku FROM wish)
                ORDER BY s.sku, s.warehouse FOR UPDATE
            ), share AS (
                SELECT l.sku, l.warehouse, least(l.free, w.quantity - coalesce(sum(l.free) OVER (
                    PARTITION BY l.sku ORDER BY l.free >= w.quantity DESC, l.free DESC, l.warehouse
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))::int AS quantity
                FROM locked l JOIN wish w ON w.sku = l.sku WHERE l.free > 0
            ), taken AS (
                UPDATE catalog.stock s SET allocated = s.allocated + share.quantity
                FROM share WHERE s.sku = share.sku AND s.warehouse = share.warehouse AND share.quantity > 0
            ), line AS (
                INSERT INTO catalog.reservation_lines (order_id, sku, warehouse, quantity)
                SELECT order_id, sku, warehouse, quantity FROM share, reservation WHERE quantity > 0
                RETURNING sku, quantity
            )
            SELECT NULL AS sku, count(*)::int AS quantity FROM reservation
            UNION ALL
            SELECT sku, sum(quantity)::int FROM line GROUP BY sku
            """,
            new { orderId, skus = wanted.Keys.ToArray(), quantities = wanted.Values.ToArray() }, ct);
        if (rows.Single(row => row.Sku is null).Quantity == 0) rows = await Reserved(orderId, ct);
        foreach (var sku in wanted.Keys) memory.Forget(sku);
        var taken = rows.Where(row => row.Sku is not null).ToDictionary(row => row.Sku!, row => row.Quantity);
        return wanted.Keys.ToDictionary(sku => sku, sku => taken.GetValueOrDefault(sku), StringComparer.OrdinalIgnoreCase);
    }

    private Task<IReadOnlyList<Row>> Reserved(Guid orderId, CancellationToken ct) => db.Many<Row>(
        "SELECT sku, sum(quantity)::int AS quantity FROM catalog.reservation_lines WHERE order_id = @orderId GROUP BY sku",
        new { orderId }, ct);

    private sealed record Row(string? Sku, int Quantity);
}
