using Modular.Integration.Catalog;

namespace Modular.Baskets;

/// <summary>A product in a basket. <paramref name="Version"/> counts its changes from 1.</summary>
[GenerateSerializer, Immutable, Alias("baskets.line")]
internal sealed record Line(
    [property: Id(0)] Guid Id,
    [property: Id(1)] Offer Offer,
    [property: Id(2)] int Quantity,
    [property: Id(3)] string? Notes,
    [property: Id(4)] long Version,
    [property: Id(5)] DateTime ChangedAt,
    [property: Id(6)] Guid ChangedBy)
{
    public decimal UnitPrice => Offer.UnitPrice(Quantity);

    public decimal Total => UnitPrice * Quantity;
}

/// <summary>A line taken out, for as long as it can be put back.</summary>
[GenerateSerializer, Immutable, Alias("baskets.removed_line")]
internal sealed record RemovedLine([property: Id(0)] Line Line, [property: Id(1)] DateTime At);

/// <summary>A product as it was quoted to the account, with unit prices by quantity.</summary>
[GenerateSerializer, Immutable, Alias("baskets.offer")]
internal sealed record Offer(
    [property: Id(0)] string Sku,
    [property: Id(1)] string VendorPartNumber,
    [property: Id(2)] string Vendor,
    [property: Id(3)] string Description,
    [property: Id(4)] string Currency,
    [property: Id(5)] IReadOnlyList<OfferBreak> Breaks)
{
    public static Offer Of(Quote quote) => new(
        quote.Sku, quote.VendorPartNumber, quote.Vendor, quote.Description, quote.Currency,
        [.. quote.Breaks.Select(b => new OfferBreak(b.From, b.UnitPrice))]);

    public decimal UnitPrice(int quantity)
    {
        var price = Breaks[0].UnitPrice;
        for (var i = 1; i < Breaks.Count && Breaks[i].From <= quantity; i++) price = Breaks[i].UnitPrice;
        return price;
    }
}

[GenerateSerializer, Immutable, Alias("baskets.offer_break")]
internal readonly record struct OfferBreak([property: Id(0)] int From, [property: Id(1)] decimal UnitPrice);

/// <summary>A wish to put a product in; <paramref name="LineId"/> is used if it is not there yet.</summary>
[GenerateSerializer, Immutable, Alias("baskets.addition")]
internal sealed record Addition(
    [property: Id(0)] Guid LineId,
    [property: Id(1)] Offer Offer,
    [property: Id(2)] int Quantity,
    [property: Id(3)] string? Notes = null);

/// <summary>Who edits.</summary>
[GenerateSerializer, Immutable, Alias("baskets.editor")]
internal sealed record Editor([property: Id(0)] Guid UserId, [property: Id(1)] bool CanEditShared);

/// <summary>What a basket is called and for whom it is.</summary>
[GenerateSerializer, Immutable, Alias("baskets.details")]
internal sealed record BasketDetails(
    [property: Id(0)] string Name,
    [property: Id(1)] Visibility Visibility,
    [property: Id(2)] string? PurchaseOrderNumber = null,
    [property: Id(3)] string? EndCustomer = null,
    [property: Id(4)] string? Notes = null);

/// <summary>A field of a PATCH: not given is not the same as given as null.</summary>
[GenerateSerializer, Immutable, Alias("baskets.patch`1")]
internal readonly record struct Patch<T>([property: Id(0)] bool Given, [property: Id(1)] T Value)
{
    public static implicit operator Patch<T>(T value) => new(true, value);

    public T Or(T otherwise) => Given ? Value : otherwise;
}

internal static class VisibilityText
{
    public static string ToText(this Visibility visibility) => visibility switch
    {
        Visibility.Public => "public",
        Visibility.Shared => "shared",
        _ => "private",
    };
}

internal static class StatusText
{
    public static string ToText(this BasketStatus status) => status switch
    {
        BasketStatus.Ordered => "ordered",
        BasketStatus.Deleted => "deleted",
        _ => "active",
    };
}
