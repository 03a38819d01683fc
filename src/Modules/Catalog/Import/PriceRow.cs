namespace Modular.Catalog.Import;

/// <summary>One product as a price file tells it.</summary>
/// <param name="Stock">One per warehouse of the file, in its order.</param>
internal sealed record PriceRow(
    int Line,
    string Sku,
    string VendorPartNumber,
    string Vendor,
    string? Upc,
    string Description,
    string Category,
    string? Unspsc,
    decimal RetailPrice,
    string Currency,
    decimal? WeightKg,
    bool Serialised,
    string? RequiredCertification,
    StockCell[] Stock);

internal readonly record struct StockCell(int OnHand, int Incoming, DateOnly? IncomingDate);

/// <summary>Why a row was not taken: the column at fault, the sentence's code, and what stood there.</summary>
internal sealed record RowFault(int Line, string Column, string Code, string Value, params string[] Args);
