using System.Collections.Immutable;
using System.Text.Json;
using Modular.BuildingBlocks.Data;

namespace Modular.Baskets;

/// <summary>Reads baskets back into memory, and tells whether what is there still holds; those of a moment are asked for by one statement.</summary>
internal sealed class BasketLoading
{
    // Baskets may have a thousand lines.
    private const int AtOnce = 32;

    private const string LineColumns =
        "l.id, l.sku, l.vendor_part_number, l.vendor, l.description, l.quantity, l.currency::text, l.breaks::text, l.notes, l.version, l.changed_at, l.changed_by";

    private readonly Together<Asked, Basket?> _baskets;
    private readonly Together<Basket, bool> _checks;
    private readonly Db _db;

    public BasketLoading(Db db)
    {
        _db = db;
        _baskets = new(Load, AtOnce);
        _checks = new(AreCurrent);
    }

    /// <param name="since">Lines removed later than this come too: they can be put back.</param>
    /// <returns>Null where there is none.</returns>
    public Task<Basket?> Load(Guid accountId, Guid basketId, DateTime since, CancellationToken ct) => _baskets.Ask(new Asked(accountId, basketId, since), ct);

    /// <summary>Whether nobody has written the basket since it was read.</summary>
    public Task<bool> IsCurrent(Basket basket, CancellationToken ct = default) => _checks.Ask(basket, ct);

    private async Task<IReadOnlyList<bool>> AreCurrent(IReadOnlyList<Basket> baskets) => await _db.Many<bool>(
        """
        SELECT EXISTS (SELECT FROM baskets.baskets b WHERE b.id = w.id AND b.account_id = w.account_id AND b.version = w.version)
        FROM unnest((SELECT @ids), (SELECT @accounts), (SELECT @versions)) WITH ORDINALITY AS w (id, account_id, version, n) ORDER BY w.n
        """,
        new { ids = baskets.Select(b => b.Id).ToArray(), accounts = baskets.Select(b => b.AccountId).ToArray(), versions = baskets.Select(b => b.Version).ToArray() });

    private async Task<IReadOnlyList<Basket?>> Load(IReadOnlyList<Asked> asked)
    {
        // One statement, so that header and lines are of the same moment.
        var rows = await _db.Many<Row>(
            $"""
            SELECT w.n, b.owner_id, b.name, b.visibility, b.status, b.version AS basket_version, b.purchase_order_number, b.end_customer,
                   b.notes AS basket_notes, b.order_id, b.changed_at AS basket_changed_at, b.created_at,
                   b.changed_by AS basket_changed_by, {LineColumns}, l.removed_at
            FROM unnest((SELECT @ids), (SELECT @accounts), (SELECT @sinces)) WITH ORDINALITY AS w (id, account_id, since, n)
            JOIN baskets.baskets b ON b.id = w.id AND b.account_id = w.account_id
            LEFT JOIN baskets.lines l ON l.basket_id = b.id AND (l.removed_at IS NULL OR l.removed_at > w.since)
            ORDER BY w.n, l.added_at, l.id
            """,
            new { ids = asked.Select(a => a.BasketId).ToArray(), accounts = asked.Select(a => a.AccountId).ToArray(), sinces = asked.Select(a => a.Since).ToArray() });
        var baskets = rows.ToLookup(r => r.N);
        return [.. asked.Select((a, i) => ToBasket(a.AccountId, a.BasketId, [.. baskets[i + 1]]))];
    }

    private static Basket? ToBasket(Guid accountId, Guid basketId, IReadOnlyList<Row> rows)
    {
        if (rows is not [var head, ..]) return null;
        return new Basket(
            basketId,
            accountId,
            head.OwnerId,
            new BasketDetails(
                head.Name, Enum.Parse<Visibility>(head.Visibility, ignoreCase: true),
                head.PurchaseOrderNumber, head.EndCustomer, head.BasketNotes),
            Enum.Parse<BasketStatus>(head.Status, ignoreCase: true),
            head.BasketVersion,
            head.OrderId,
            head.BasketChangedAt,
            [.. rows.Where(r => r.Id != default && r.RemovedAt is null).Select(ToLine)],
            [.. rows.Where(r => r.RemovedAt is not null).Select(r => new RemovedLine(ToLine(r), r.RemovedAt!.Value))])
        {
            CreatedAt = head.CreatedAt, ChangedBy = head.BasketChangedBy,
        };
    }

    public static string Write(IReadOnlyList<OfferBreak> breaks) => JsonSerializer.Serialize(breaks, JsonSerializerOptions.Web);

    private static Line ToLine(Row row) => new(
        row.Id,
        new Offer(
            row.Sku, row.VendorPartNumber, row.Vendor, row.Description, row.Currency,
            JsonSerializer.Deserialize<OfferBreak[]>(row.Breaks, JsonSerializerOptions.Web)!),
        row.Quantity, row.Notes, row.Version, row.ChangedAt, row.ChangedBy);

    private readonly record struct Asked(Guid AccountId, Guid BasketId, DateTime Since);

    private sealed class Row
    {
        public long N { get; init; }
        public Guid OwnerId { get; init; }
        public string Name { get; init; } = "";
        public string Visibility { get; init; } = "";
        public string Status { get; init; } = "";
        public long BasketVersion { get; init; }
        public string? PurchaseOrderNumber { get; init; }
        public string? EndCustomer { get; init; }
        public string? BasketNotes { get; init; }
        public Guid? OrderId { get; init; }
        public DateTime BasketChangedAt { get; init; }
        public Guid BasketChangedBy { get; init; }
        public DateTime CreatedAt { get; init; }
        public Guid Id { get; init; }
        public string Sku { get; init; } = "";
        public string VendorPartNumber { get; init; } = "";
        public string Vendor { get; init; } = "";
        public string Description { get; init; } = "";
        public int Quantity { get; init; }
        public string Currency { get; init; } = "";
        public string Breaks { get; init; } = "[]";
        public string? Notes { get; init; }
        public long Version { get; init; }
        public DateTime ChangedAt { get; init; }
        public Guid ChangedBy { get; init; }
        public DateTime? RemovedAt { get; init; }
    }
}
