namespace Modular.Catalog.Import;

/// <summary>Where a price file keeps what: header names without case, in any order, spaces as good as underscores.</summary>
internal sealed class PriceColumns
{
    public static readonly IReadOnlyList<string> Required =
        ["sku", "vendor_part_number", "vendor", "description", "category", "retail_price", "currency"];

    public static readonly IReadOnlyList<string> Optional = ["upc", "unspsc", "weight_kg", "serialised", "required_certification"];

    private static readonly Dictionary<string, string> Synonyms = new()
    {
        ["part_number"] = "vendor_part_number", ["upc_ean"] = "upc", ["ean"] = "upc", ["gtin"] = "upc", ["category_path"] = "category",
        ["price"] = "retail_price", ["weight"] = "weight_kg", ["serialized"] = "serialised", ["certification"] = "required_certification",
    };

    private static readonly string[] StockKinds = ["stock", "incoming", "incoming_date"];

    private readonly Dictionary<string, int> _places = [];
    private readonly List<string> _ignored = [];

    private PriceColumns(int count) => Count = count;

    /// <summary>How many cells a row has.</summary>
    public int Count { get; }

    /// <summary>The warehouses that the file tells about, in its order.</summary>
    public IReadOnlyList<StockColumns> Warehouses { get; private set; } = [];

    /// <summary>Header names that mean nothing here.</summary>
    public IReadOnlyList<string> Ignored => _ignored;

    public bool Has(string column) => _places.ContainsKey(column);

    public int? Place(string column) => _places.TryGetValue(column, out var place) ? place : null;

    public static Result<PriceColumns> Read(IReadOnlyList<string> header)
    {
        var columns = new PriceColumns(header.Count);
        for (var i = 0; i < header.Count; i++)
        {
            if (Canonical(header[i]) is not { } name) columns._ignored.Add(header[i].Trim());
            else if (!columns._places.TryAdd(name, i)) return Error.Invalid("catalog.import_column_repeated", name, name);
        }

        var missing = Required.Where(name => !columns.Has(name)).ToArray();
        if (missing.Length > 0) return Error.Invalid("catalog.import_column_missing", missing[0], string.Join(", ", missing));
        columns.Warehouses = [.. columns._places.Keys.Where(name => name.Contains(':', StringComparison.Ordinal)).Select(name => name.Split(':')[1]).Distinct().Select(code => new StockColumns(code))];
        return columns;
    }

    private static string? Canonical(string header)
    {
        var parts = header.Trim().Split(':', 2);
        var name = string.Join('_', parts[0].ToLowerInvariant().Split([' ', '-', '_', '/'], StringSplitOptions.RemoveEmptyEntries));
        name = Synonyms.GetValueOrDefault(name, name);
        if (parts.Length == 1) return Required.Contains(name) || Optional.Contains(name) ? name : null;
        var warehouse = parts[1].Trim().ToUpperInvariant();
        return StockKinds.Contains(name) && warehouse.Length is > 0 and <= 12 && warehouse.All(char.IsAsciiLetterOrDigit) ? $"{name}:{warehouse}" : null;
    }
}

/// <summary>What the columns of one warehouse are called.</summary>
internal sealed record StockColumns(string Code)
{
    public string OnHand { get; } = "stock:" + Code;

    public string Incoming { get; } = "incoming:" + Code;

    public string IncomingDate { get; } = "incoming_date:" + Code;
}
