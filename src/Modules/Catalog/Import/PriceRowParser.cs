using System.Diagnostics.CodeAnalysis;

namespace Modular.Catalog.Import;

/// <summary>Turns the cells of one line into a product, or into the list of what is wrong with it.</summary>
internal static class PriceRowParser
{
    private const int MaxLevels = 6;

    public static bool TryParse(
        PriceColumns columns, int line, Func<int, string> cell, [NotNullWhen(true)] out PriceRow? row, out IReadOnlyList<RowFault> faults)
    {
        var cells = new Cells(columns, cell, line);
        var read = new PriceRow(
            line,
            Sku(cells),
            cells.Text("vendor_part_number", 60),
            cells.Text("vendor", 80),
            Upc(cells),
            cells.Text("description", 400),
            Category(cells),
            cells.Code("unspsc", 10, code => code.Length is 8 or 10 && code.All(char.IsAsciiDigit), "catalog.import_not_unspsc"),
            Required(cells, "retail_price", cells.Number("retail_price", 2, 99_999_999m)),
            Currency(cells),
            cells.Number("weight_kg", 3, 999_999m),
            cells.Flag("serialised"),
            cells.Code("required_certification", 40, IsCode, "catalog.import_not_a_code"),
            [.. columns.Warehouses.Select(w => Stock(cells, w))]);
        faults = cells.Faults;
        row = faults.Count == 0 ? read : null;
        return row is not null;
    }

    /// <summary>No spaces, and nothing that separates lists or parts of an address.</summary>
    public static bool IsSku(string sku) => sku.All(c => char.IsLetterOrDigit(c) || "._-+#*".Contains(c, StringComparison.Ordinal));

    private static bool IsCode(string code) => code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string Sku(Cells cells)
    {
        var sku = cells.Text("sku", 40).ToUpperInvariant();
        if (!IsSku(sku)) cells.Code("sku", 40, _ => false, "catalog.import_not_a_sku");
        return sku;
    }

    private static string? Upc(Cells cells)
    {
        var upc = cells.Code("upc", 14, Gtin.HasLength, "catalog.import_not_a_upc");
        return upc is null || !Gtin.HasLength(upc) ? null : cells.Code("upc", 14, Gtin.IsValid, "catalog.import_check_digit");
    }

    private static string Category(Cells cells)
    {
        var levels = cells.Text("category", 200).Split('>', StringSplitOptions.TrimEntries);
        if (levels.Length > MaxLevels || (levels.Length > 1 && levels.Contains("")))
            cells.Code("category", 200, _ => false, "catalog.import_not_a_category");
        return string.Join(CategoryPath.Separator, levels);
    }

    private static string Currency(Cells cells)
    {
        var currency = cells.Text("currency", 3).ToUpperInvariant();
        if (currency.Length > 0 && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
            cells.Code("currency", 3, _ => false, "catalog.import_not_a_currency");
        return currency;
    }

    private static decimal Required(Cells cells, string column, decimal? number)
    {
        if (number is null && !cells.Faults.Any(f => f.Column == column)) cells.Text(column, 20);
        return number ?? 0;
    }

    private static StockCell Stock(Cells cells, StockColumns warehouse)
    {
        var incoming = cells.Count(warehouse.Incoming);
        var date = cells.Date(warehouse.IncomingDate);
        return new StockCell(cells.Count(warehouse.OnHand), incoming, incoming > 0 ? date : null);
    }
}
