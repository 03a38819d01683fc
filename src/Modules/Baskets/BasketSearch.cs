using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Baskets;

/// <summary>Finds baskets by name or purchase order number: open ones by any part of them, ordered ones by their beginning.</summary>
internal sealed class BasketSearch(Db db, Caller caller, Texts texts) : ISearchable
{
    // Open baskets are few and looked through; ordered ones are as many as orders, and an index knows their beginnings.
    private const int Looked = 100;

    private const string Sql =
        """
        SELECT b.id, b.name, b.purchase_order_number, b.end_customer, b.visibility, b.order_number,
               b.owner_id = @UserId AND b.visibility <> 'shared' AS mine,
               @typed IN (lower(b.name), lower(b.purchase_order_number)) AS is_exact
        FROM (
            (SELECT id FROM baskets.baskets
             WHERE account_id = @AccountId AND owner_id = @UserId AND status = 'active'
               AND (name ILIKE @inside OR purchase_order_number ILIKE @inside) LIMIT @Looked)
            UNION
            (SELECT id FROM baskets.baskets
             WHERE account_id = @AccountId AND status = 'active' AND visibility <> 'private'
               AND (name ILIKE @inside OR purchase_order_number ILIKE @inside) LIMIT @Looked)
            UNION
            (SELECT id FROM baskets.baskets
             WHERE account_id = @AccountId AND status = 'ordered' AND (owner_id = @UserId OR visibility <> 'private')
               AND lower(name) ~>=~ @typed AND lower(name) ~<=~ @last
             ORDER BY lower(name) USING ~<~ LIMIT @Looked)
            UNION
            (SELECT id FROM baskets.baskets
             WHERE account_id = @AccountId AND status = 'ordered' AND (owner_id = @UserId OR visibility <> 'private')
               AND lower(purchase_order_number) ~>=~ @typed AND lower(purchase_order_number) ~<=~ @last
             ORDER BY lower(purchase_order_number) USING ~<~ LIMIT @Looked)
        ) found
        JOIN baskets.baskets b USING (id)
        ORDER BY b.status = 'active' DESC, is_exact DESC, b.changed_at DESC, b.id DESC LIMIT @most
        """;

    public async Task<SearchGroup?> Find(string words, int atMost, CancellationToken ct)
    {
        if (!caller.IsSignedIn) return null;
        // The case that PostgreSQL folds.
#pragma warning disable CA1308
        var typed = words.ToLowerInvariant();
#pragma warning restore CA1308
        var rows = await db.Many<Row>(
            Sql,
            new
            {
                caller.AccountId, caller.UserId, typed, last = typed + "\U0010FFFF", inside = Like.Containing(words), Looked, most = atMost + 1,
            }, ct);
        return rows.Count == 0 ? null : new SearchGroup(
            "baskets", "baskets.found", "basket", 20,
            [.. rows.Take(atMost).Select(r => new SearchHit(r.Name, Detail(r), $"/baskets/{r.Id}", r.IsExact is true))],
            rows.Count > atMost ? List(rows) + "q=" + Uri.EscapeDataString(words) : null);
    }

    // Mine and the company's are two lists; the link leads to the one that more of these are in.
    private static string List(IReadOnlyList<Row> rows) =>
        rows.Count(r => r.Mine) * 2 >= rows.Count ? "/baskets?" : "/baskets?view=company&";

    private string Detail(Row row) => string.Join(" · ", new[]
    {
        row.OrderNumber is null ? texts["baskets.visibility." + row.Visibility] : texts["baskets.found.ordered", row.OrderNumber],
        row.PurchaseOrderNumber, row.EndCustomer,
    }.Where(part => part is not null));

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string? PurchaseOrderNumber { get; init; }
        public string? EndCustomer { get; init; }
        public string Visibility { get; init; } = "";
        public string? OrderNumber { get; init; }
        public bool Mine { get; init; }
        public bool? IsExact { get; init; }
    }
}
