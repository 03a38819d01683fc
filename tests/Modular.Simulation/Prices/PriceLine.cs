namespace Modular.Simulation.Prices;

/// <summary>One product of a price file.</summary>
/// <param name="Category">Levels from the top, joined by <c>" &gt; "</c>.</param>
/// <param name="Stock">One per warehouse, in the order of <see cref="PriceFile.Warehouses"/>.</param>
public sealed record PriceLine(
    string Sku,
    string VendorPartNumber,
    string Vendor,
    string Upc,
    string Description,
    string Category,
    string Unspsc,
    decimal RetailPrice,
    string Currency,
    decimal WeightKg,
    bool Serialised,
    string? RequiredCertification,
    IReadOnlyList<StockCell> Stock);

/// <summary>What one warehouse has of a product, and what is on its way there.</summary>
public readonly record struct StockCell(int OnHand, int Incoming, DateOnly? IncomingDate);
