namespace Modular.Baskets;

/// <summary>A line as it is read.</summary>
internal sealed class SeenLine
{
    /// <summary>Of <c>baskets.lines l</c>.</summary>
    public const string Columns =
        """
        l.id, l.sku, l.vendor_part_number, l.vendor, l.description, l.quantity, l.unit_price, l.currency::text AS currency, l.notes,
        l.version, l.changed_at, l.changed_by
        """;

    public Guid Id { get; init; }
    public string Sku { get; init; } = "";
    public string VendorPartNumber { get; init; } = "";
    public string Vendor { get; init; } = "";
    public string Description { get; init; } = "";
    public int Quantity { get; init; }
    public decimal UnitPrice { get; init; }
    public string Currency { get; init; } = "";
    public string? Notes { get; init; }
    public long Version { get; init; }
    public DateTime ChangedAt { get; init; }
    public Guid ChangedBy { get; init; }

    public LineView ToView(IReadOnlyDictionary<Guid, string> names) => new(
        Id, Sku, VendorPartNumber, Vendor, Description, Quantity, UnitPrice.Trimmed(), Currency, (UnitPrice * Quantity).Trimmed(), Notes, Version, ChangedAt,
        new Person(ChangedBy, names.GetValueOrDefault(ChangedBy, "")));
}
