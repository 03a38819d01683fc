using Dapper;
using Modular.BuildingBlocks.Data;
using Modular.Catalog.Prices;
using Modular.Integration.Catalog;
using Npgsql;

namespace Modular.Catalog;

/// <summary>Sets stock aside for orders; those of a moment share a transaction.</summary>
internal sealed class Stock : IStock
{
    // Nobody waits for the disk here: the order is committed after it, which takes all that came before along; a crash in between undoes both.
    // The orders' rows come first: of two at once for one order, the second waits here and then finds nothing to do.
    // All lock rows in one order, and a row is read again once its lock is held.
    private const string Lock =
        """
        SET LOCAL synchronous_commit = off;
        INSERT INTO catalog.reservations (order_id) SELECT o.id FROM unnest((SELECT @orders)) AS o(id) ORDER BY o.id
        ON CONFLICT DO NOTHING RETURNING order_id;
        SELECT s.sku, s.warehouse, s.on_hand - s.allocated AS free
        FROM catalog.stock s WHERE s.sku = ANY((SELECT @skus)::text[])
        ORDER BY s.sku, s.warehouse FOR UPDATE
        """;

    private const string Take =
        """
        UPDATE catalog.stock s SET allocated = s.allocated + t.quantity
        FROM unnest((SELECT @skus), (SELECT @warehouses), (SELECT @quantities)) AS t(sku, warehouse, quantity)
        WHERE s.sku = t.sku AND s.warehouse = t.warehouse;
        INSERT INTO catalog.reservation_lines (order_id, sku, warehouse, quantity)
        SELECT * FROM unnest((SELECT @orders), (SELECT @lineSkus), (SELECT @lineWarehouses), (SELECT @lineQuantities))
        """;

    private const string Before =
        "SELECT order_id, sku, warehouse, quantity FROM catalog.reservation_lines WHERE order_id = ANY(@orders)";

    private readonly Together<Wish, IReadOnlyDictionary<string, int>> _reserving;
    private readonly Db _db;
    private readonly CatalogMemory _memory;

    public Stock(Db db, CatalogMemory memory)
    {
        (_db, _memory) = (db, memory);
        _reserving = new(Reserve);
    }

    public Task<IReadOnlyDictionary<string, int>> Reserve(Guid orderId, IReadOnlyList<StockWish> wishes, CancellationToken ct = default) => _reserving.Ask(
        new Wish(orderId, wishes.GroupBy(w => w.Sku.ToUpperInvariant()).ToDictionary(g => g.Key, g => g.Sum(w => w.Quantity), StringComparer.OrdinalIgnoreCase)),
        ct);

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, int>>> Reserve(IReadOnlyList<Wish> wishes)
    {
        var given = (await _db.Transaction((connection, transaction) => Reserve(wishes, connection, transaction))).ToLookup(t => t.OrderId);
        foreach (var sku in wishes.SelectMany(w => w.Quantities.Keys)) _memory.Forget(sku);
        return [.. wishes.Select(wish =>
        {
            var taken = given[wish.OrderId].GroupBy(t => t.Sku).ToDictionary(g => g.Key, g => g.Sum(t => t.Quantity));
            return wish.Quantities.Keys.ToDictionary(sku => sku, sku => taken.GetValueOrDefault(sku), StringComparer.OrdinalIgnoreCase);
        })];
    }

    /// <returns>What is set aside for all these orders, now or before.</returns>
    private static async Task<IReadOnlyList<Taken>> Reserve(IReadOnlyList<Wish> wishes, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        var orders = wishes.Select(w => w.OrderId).ToArray();
        var skus = wishes.SelectMany(w => w.Quantities.Keys).Distinct().ToArray();
        HashSet<Guid> isNew;
        ILookup<string, Place> places;
        await using (var locked = await connection.QueryMultipleAsync(Lock, new { orders, skus }, transaction))
        {
            isNew = [.. await locked.ReadAsync<Guid>()];
            places = (await locked.ReadAsync<Place>()).ToLookup(p => p.Sku);
        }

        Taken[] taken = [.. wishes.DistinctBy(w => w.OrderId).Where(w => isNew.Contains(w.OrderId)).SelectMany(w => w.From(places))];
        if (taken.Length > 0)
        {
            var sums = taken.GroupBy(t => (t.Sku, t.Warehouse)).Select(g => (g.Key.Sku, g.Key.Warehouse, Quantity: g.Sum(t => t.Quantity))).ToArray();
            await connection.ExecuteAsync(
                Take,
                new
                {
                    skus = sums.Select(s => s.Sku).ToArray(), warehouses = sums.Select(s => s.Warehouse).ToArray(), quantities = sums.Select(s => s.Quantity).ToArray(),
                    orders = taken.Select(t => t.OrderId).ToArray(), lineSkus = taken.Select(t => t.Sku).ToArray(),
                    lineWarehouses = taken.Select(t => t.Warehouse).ToArray(), lineQuantities = taken.Select(t => t.Quantity).ToArray(),
                },
                transaction);
        }

        Guid[] repeated = [.. orders.Where(o => !isNew.Contains(o)).Distinct()];
        return repeated.Length == 0 ? taken : [.. taken, .. await connection.QueryAsync<Taken>(Before, new { orders = repeated }, transaction)];
    }

    /// <param name="Quantities">Units by SKU in capital letters.</param>
    private sealed record Wish(Guid OrderId, IReadOnlyDictionary<string, int> Quantities)
    {
        /// <summary>Takes what there is: of the warehouse that has all of it, then of the one that has most.</summary>
        public IEnumerable<Taken> From(ILookup<string, Place> places)
        {
            foreach (var (sku, quantity) in Quantities)
            {
                var left = quantity;
                foreach (var place in places[sku].OrderByDescending(p => p.Free >= quantity).ThenByDescending(p => p.Free).ThenBy(p => p.Warehouse, StringComparer.Ordinal))
                {
                    var taken = Math.Min(left, place.Free);
                    if (taken <= 0) break;
                    (left, place.Free) = (left - taken, place.Free - taken);
                    yield return new Taken(OrderId, sku, place.Warehouse, taken);
                }
            }
        }
    }

    /// <summary>A product's stock in a warehouse, and what of it nobody has taken yet.</summary>
    private sealed class Place
    {
        public string Sku { get; init; } = "";
        public string Warehouse { get; init; } = "";
        public int Free { get; set; }
    }

    private sealed record Taken(Guid OrderId, string Sku, string Warehouse, int Quantity);
}
