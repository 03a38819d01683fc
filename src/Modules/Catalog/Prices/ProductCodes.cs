using Modular.BuildingBlocks.Data;

namespace Modular.Catalog.Prices;

/// <summary>Finds products by what people call them: SKU, vendor part number, UPC or EAN.</summary>
internal static class ProductCodes
{
    /// <summary>What is a SKU stands for itself alone, even where it is some vendor's part number too.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> Resolve(
        Db db, IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        var keys = codes.Select(Key).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        var gtins = keys.Where(key => key.Length is >= 8 and <= 14 && key.All(char.IsAsciiDigit)).ToArray();
        var rows = await db.Many<Row>(
            """
            SELECT sku AS code, sku, true AS is_sku FROM catalog.products WHERE sku = ANY(@keys)
            UNION ALL
            SELECT part_key, sku, false FROM catalog.products WHERE part_key = ANY(@keys)
            UNION ALL
            SELECT g.code, p.sku, false
            FROM unnest(@gtins) AS g(code) JOIN catalog.products p ON p.gtin = lpad(g.code, 14, '0')
            """,
            new { keys, gtins }, ct);
        var found = rows.GroupBy(row => row.Code).ToDictionary(
            group => group.Key,
            group => (IReadOnlyList<string>)[.. group.Where(row => row.IsSku || !group.Any(r => r.IsSku)).Select(row => row.Sku).Distinct().Order(StringComparer.Ordinal)]);
        var answer = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var code in codes)
        {
            if (found.TryGetValue(Key(code), out var skus)) answer[code] = skus;
        }

        return answer;
    }

    private static string Key(string code) => code.Trim().ToUpperInvariant();

    private sealed record Row(string Code, string Sku, bool IsSku);
}
