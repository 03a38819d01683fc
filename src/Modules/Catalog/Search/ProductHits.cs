using System.Text;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Catalog.Search;

/// <summary>Finds products for the search box of every page: by code, by the beginning of a code, by words.</summary>
internal sealed class ProductHits(Db db) : ISearchable
{
    // Of words that thousands of products have, so many are weighed; the list behind the last link weighs them all.
    private const int Weighed = 500;
    private const int LongestCode = 60;

    private const string Sql =
        """
        WITH hit AS (
            SELECT sku, 0::real AS place FROM catalog.products WHERE sku = @code
            UNION ALL (SELECT sku, 1 FROM catalog.products WHERE part_key = @code LIMIT @most)
            UNION ALL (SELECT sku, 2 FROM catalog.products WHERE gtin = @gtin LIMIT @most)
            UNION ALL (SELECT sku, 3 FROM catalog.products WHERE sku > @code AND sku < @last ORDER BY sku LIMIT @most)
            UNION ALL (SELECT sku, 4 FROM catalog.products WHERE part_key > @code AND part_key < @last ORDER BY part_key LIMIT @most)
            UNION ALL (SELECT sku, 6 - ts_rank(words, @query::tsquery)
                       FROM (SELECT sku, words FROM catalog.products WHERE words @@ @query::tsquery LIMIT @Weighed) weighed
                       ORDER BY 2, 1 LIMIT @most)
        )
        SELECT p.sku, p.vendor_part_number, p.vendor, p.description, best.place < 3 AS is_exact
        FROM (SELECT sku, min(place) AS place FROM hit GROUP BY sku ORDER BY place, sku LIMIT @most) best
        JOIN catalog.products p USING (sku) ORDER BY best.place, p.sku
        """;

    public async Task<SearchGroup?> Find(string words, int atMost, CancellationToken ct)
    {
        var question = SearchQuestion.Of(words);
        var found = await Look(words, question, atMost + 1, ct);
        if (found.Count == 0)
        {
            var mended = question.Mended(await Vocabulary.Nearest(db, question.Mendable, ct));
            if (mended.Text != question.Text) found = await Look(words, mended, atMost + 1, ct);
        }

        return found.Count == 0 ? null : new SearchGroup(
            "products", "catalog.found", "package", 30,
            [.. found.Take(atMost).Select(r => new SearchHit(
                r.Description, $"{r.Vendor} · {r.VendorPartNumber} · {r.Sku}", "/products/" + Uri.EscapeDataString(r.Sku), r.IsExact))],
            found.Count > atMost ? "/products?q=" + Uri.EscapeDataString(words) : null);
    }

    private Task<IReadOnlyList<Row>> Look(string words, SearchQuestion question, int most, CancellationToken ct)
    {
        // No code is so long; what is none finds nothing.
        var code = words.Length <= LongestCode ? words.ToUpperInvariant() : "";
        var gtin = code.Length is >= 8 and <= 14 && code.All(char.IsAsciiDigit) ? code.PadLeft(14, '0') : null;
        return db.Many<Row>(
            Sql, new { code, last = code.Length == 0 ? "" : code + new Rune(0x10FFFF), gtin, query = question.ToQuery(), Weighed, most }, ct);
    }

    private sealed record Row(string Sku, string VendorPartNumber, string Vendor, string Description, bool IsExact);
}
