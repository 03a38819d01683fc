namespace Modular.Baskets;

/// <summary>A basket as the caller sees it.</summary>
/// <param name="Mine">Whether the caller made it.</param>
/// <param name="Editable">Whether the caller may change it now.</param>
/// <param name="Currency">ISO 4217; null while the basket is empty.</param>
internal sealed record BasketView(
    Guid Id,
    string Name,
    Visibility Visibility,
    BasketStatus Status,
    long Version,
    Person Owner,
    bool Mine,
    bool Editable,
    string? PurchaseOrderNumber,
    string? EndCustomer,
    string? Notes,
    Guid? OrderId,
    string? OrderNumber,
    DateTime CreatedAt,
    DateTime ChangedAt,
    Person ChangedBy,
    string? Currency,
    decimal Total,
    IReadOnlyList<LineView> Lines) : IVersioned;

internal sealed record Person(Guid Id, string Name);

/// <param name="Version">The line's own version; in quotes, its <c>If-Match</c>.</param>
internal sealed record LineView(
    Guid Id,
    string Sku,
    string VendorPartNumber,
    string Vendor,
    string Description,
    int Quantity,
    decimal UnitPrice,
    string Currency,
    decimal Total,
    string? Notes,
    long Version,
    DateTime ChangedAt,
    Person ChangedBy) : IVersioned;

/// <summary>What a change of a basket answers.</summary>
internal sealed record BasketChanged(
    Guid Id, string Name, Visibility Visibility, long Version, int LineCount, decimal Total, string? Currency,
    string? PurchaseOrderNumber, string? EndCustomer, string? Notes) : IVersioned
{
    public static BasketChanged Of(BasketState s) => new(
        s.Id, s.Details.Name, s.Details.Visibility, s.Version, s.LineCount, s.Total, s.Currency,
        s.Details.PurchaseOrderNumber, s.Details.EndCustomer, s.Details.Notes);
}

/// <summary>What a change of a line answers: the line as it is now, and the basket's version and total that follow from it.</summary>
internal sealed record LineChanged(
    Guid Id,
    string Sku,
    string VendorPartNumber,
    string Vendor,
    string Description,
    int Quantity,
    decimal UnitPrice,
    string Currency,
    decimal Total,
    string? Notes,
    long Version,
    DateTime ChangedAt,
    Guid ChangedBy,
    long BasketVersion,
    decimal BasketTotal) : IVersioned
{
    /// <summary>Null where the line is in the basket no more.</summary>
    public static LineChanged? Of(BasketState s) => s.Line is not { } l ? null : new(
        l.Id, l.Offer.Sku, l.Offer.VendorPartNumber, l.Offer.Vendor, l.Offer.Description, l.Quantity, l.UnitPrice.Trimmed(), l.Offer.Currency,
        l.Total.Trimmed(), l.Notes, l.Version, l.ChangedAt, l.ChangedBy, s.Version, s.Total.Trimmed());
}
