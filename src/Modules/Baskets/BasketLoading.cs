using System.Collections.Immutable;
using System.Text.Json;
using Modular.BuildingBlocks.Data;

namespace Modular.Baskets;

/// <summary>Reads a basket back into memory.</summary>
internal static class BasketLoading
{
    private const string LineColumns =
        "l.id, l.sku, l.vendor_part_number, l.vendor, l.description, l.quantity, l.currency::text, l.breaks::text, l.notes, l.version, l.changed_at, l.changed_by";

    /// <param name="since">Lines removed later than this come too: they can be put back.</param>
    public static async Task<Basket?> Load(Db db, Guid accountId, Guid basketId, DateTime since, CancellationToken ct)
    {
        // One statement, so that header and lines are of the same moment.
        var rows = await db.Many<Row>(
            $"""
            SELECT b.owner_id, b.name, b.visibility, b.status, b.version AS basket_version, b.purchase_order_number, b.end_customer,
                   b.notes AS basket_notes, b.order_id, b.changed_at AS basket_changed_at, b.created_at,
                   b.changed_by AS basket_changed_by, {LineColumns}, l.removed_at
            FROM baskets.baskets b LEFT JOIN baskets.lines l ON l.basket_id = b.id AND (l.removed_at IS NULL OR l.removed_at > @since)
            WHERE b.id = @basketId AND b.account_id = @accountId
            ORDER BY l.added_at, l.id
            """,
            new { accountId, basketId, since }, ct);
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

    private sealed class Row
    {
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
