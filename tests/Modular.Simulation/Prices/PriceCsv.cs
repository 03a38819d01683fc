using System.Globalization;

namespace Modular.Simulation.Prices;

/// <summary>How a price line is written (docs/price-file.md).</summary>
public static class PriceCsv
{
    public static string Header(IEnumerable<string> warehouses, char delimiter) => string.Join(delimiter, (string[])
    [
        "sku", "vendor_part_number", "vendor", "upc", "description", "category", "unspsc", "retail_price", "currency",
        "weight_kg", "serialised", "required_certification",
        .. warehouses.SelectMany(w => (string[])[$"stock:{w}", $"incoming:{w}", $"incoming_date:{w}"]),
    ]);

    public static string Row(PriceLine line, char delimiter) => string.Join(delimiter, ((string[])
    [
        line.Sku, line.VendorPartNumber, line.Vendor, line.Upc, line.Description, line.Category, line.Unspsc,
        Text(line.RetailPrice), line.Currency, Text(line.WeightKg), line.Serialised ? "yes" : "no", line.RequiredCertification ?? "",
        .. line.Stock.SelectMany(s => (string[])
            [Text(s.OnHand), Text(s.Incoming), s.IncomingDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""]),
    ]).Select(cell => Quote(cell, delimiter)));

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static string Quote(string cell, char delimiter) =>
        cell.Contains(delimiter, StringComparison.Ordinal) || cell.AsSpan().IndexOfAny('"', '\n', '\r') >= 0
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
