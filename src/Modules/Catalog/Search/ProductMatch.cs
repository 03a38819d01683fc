using System.Text;
using Modular.BuildingBlocks.Data;

namespace Modular.Catalog.Search;

/// <summary>Which products answer a search, as SQL; all that was typed goes in as parameters.</summary>
internal sealed class ProductMatch(SearchQuestion question, SearchFilter filter, string[] named)
{
    private const int LongList = 20_000;

    private static readonly Dictionary<string, string> Orders = new()
    {
        ["relevance"] = "ORDER BY rank DESC, name_key, sku",
        ["name"] = "ORDER BY name_key, sku",
        ["-name"] = "ORDER BY name_key DESC, sku DESC",
        ["price"] = "ORDER BY retail_price, sku",
        ["-price"] = "ORDER BY retail_price DESC, sku DESC",
        ["sku"] = "ORDER BY sku",
        ["-sku"] = "ORDER BY sku DESC",
    };

    public static readonly IReadOnlyList<string> Sorts = ["relevance", "name", "price", "sku"];

    private string? Query => And(question.ToQuery(), FilterQuery);

    private string? FilterQuery => And(
        filter.Vendor is null ? null : SearchWords.Quote(new StringBuilder(), SearchWords.VendorFilter(filter.Vendor)).ToString(),
        filter.Category is null ? null : SearchWords.Quote(new StringBuilder(), SearchWords.CategoryFilter(filter.Category)).ToString());

    private string InStock => filter.InStock
        ? "AND EXISTS (SELECT FROM catalog.stock s WHERE s.sku = p.sku AND s.on_hand > s.allocated)"
        : "";

    private string Where => $"WHERE {(Query is null ? "true" : "p.words @@ @query::tsquery")} {InStock}";

    private string Named =>
        $"""
        (SELECT p.sku, p.vendor, p.category, p.name_key, p.retail_price, 1000::real AS rank
         FROM catalog.products p
         WHERE p.sku = ANY(@named) {(FilterQuery is null ? "" : "AND p.words @@ @filterQuery::tsquery")} {InStock})
        """;

    private string Others =>
        $"""
        SELECT p.sku, p.vendor, p.category, p.name_key, p.retail_price, {(question.IsEmpty ? "0::real" : "ts_rank(p.words, @rankQuery::tsquery)")} AS rank
        FROM catalog.products p {Where} AND NOT p.sku = ANY(@named)
        """;

    private object Arguments(long offset, int size) => new
    {
        query = Query, rankQuery = question.ToQuery(), filterQuery = FilterQuery, named, offset, size, most = ProductSearch.MaxCounted,
    };

    public async Task<IReadOnlyList<(string Vendor, string Category, long Count)>> Counts(Db db, CancellationToken ct) =>
        await db.Many<(string, string, long)>(
            $"""
            SELECT vendor, category, products::bigint FROM catalog.product_counts
            WHERE (@category::text IS NULL OR lower(category) = lower(@category) OR starts_with(lower(category), lower(@category) || '{CategoryPath.Separator}'))
              AND (@vendor::text IS NULL OR lower(vendor) = lower(@vendor))
            """,
            new { category = filter.Category, vendor = filter.Vendor }, ct);

    /// <summary>The SKUs of a page of a list whose length is known.</summary>
    public Task<IReadOnlyList<string>> Browse(Db db, string sort, long offset, int size, long listed, CancellationToken ct) =>
        Sorted(db, Orders[sort == "relevance" ? "name" : sort], offset, size, GoesByIndex(listed), ct);

    /// <summary>The SKUs of a page, and the counts of at most <see cref="ProductSearch.MaxCounted"/> products.</summary>
    /// <param name="listed">How many products are listed without words, in stock or not; 0 where words are looked for.</param>
    public async Task<(IReadOnlyList<string> Skus, IReadOnlyList<(string Vendor, string Category, long Count)> Counts)> Page(
        Db db, string sort, long offset, int size, long listed, CancellationToken ct)
    {
        var order = Orders[sort];
        var rows = await db.Many<Row>(
            $"""
            WITH hits AS MATERIALIZED (
                {Named}
                UNION ALL
                ({Others} LIMIT @most)
            )
            SELECT true AS is_item, sku AS name, '' AS category, row_number() OVER ({order}) AS number
            FROM (SELECT * FROM hits {order} LIMIT @size OFFSET @offset) page
            UNION ALL
            SELECT false, vendor, category, count(*) FROM hits GROUP BY vendor, category
            """,
            Arguments(offset, size), ct);
        var counts = rows.Where(row => !row.IsItem).Select(row => (row.Name, row.Category, row.Number)).ToList();
        // What was left uncounted may come first in any order but that of relevance.
        var skus = counts.Sum(c => c.Number) >= ProductSearch.MaxCounted && sort != "relevance"
            ? await Sorted(db, order, offset, size, GoesByIndex(listed), ct)
            : [.. rows.Where(row => row.IsItem).OrderBy(row => row.Number).Select(row => row.Name)];
        return (skus, counts);
    }

    /// <summary>The SKUs of all, as they arrive.</summary>
    public IAsyncEnumerable<string> All(Db db, string sort, CancellationToken ct) =>
        db.Stream<string>($"SELECT sku FROM ({Named} UNION ALL {Others}) hits {Orders[sort]}", Arguments(0, 0), ct);

    /// <summary>The whole catalog and any long list are read along the index of their order; but a vendor's products may lie all at its end.</summary>
    private bool GoesByIndex(long listed) => (Query is null && !filter.InStock) || (filter.Vendor is null && listed > LongList);

    // Left to itself the planner walks along an order until it has met enough hits, which may be never.
    private Task<IReadOnlyList<string>> Sorted(Db db, string order, long offset, int size, bool byIndex, CancellationToken ct) => db.Many<string>(
        byIndex
            ? $"SELECT p.sku FROM catalog.products p {Where} {order} LIMIT @size OFFSET @offset"
            : $"""
               WITH hits AS MATERIALIZED (SELECT p.sku, p.name_key, p.retail_price FROM catalog.products p {Where})
               SELECT sku FROM hits {order} LIMIT @size OFFSET @offset
               """,
        Arguments(offset, size), ct);

    private static string? And(string? left, string? right) =>
        left is null ? right : right is null ? left : $"({left}) & ({right})";

    private sealed record Row(bool IsItem, string Name, string Category, long Number);
}
