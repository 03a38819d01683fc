using System.Runtime.CompilerServices;
using Modular.BuildingBlocks.Data;
using Modular.Catalog.Prices;

namespace Modular.Catalog.Search;

/// <param name="Category">A category's full path; what is below it counts too.</param>
internal sealed record SearchFilter(string? Text, string? Category, string? Vendor, bool InStock)
{
    public static SearchFilter Of(string? text, string? category, string? vendor, bool inStock) =>
        new(text, OrNull(category), OrNull(vendor), inStock);

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <param name="Skus">Of the page, in its order.</param>
/// <param name="TotalIsExact">False where there are more than <see cref="ProductSearch.MaxCounted"/>: totals and facets then count only those.</param>
/// <param name="MendedText">What was looked for instead, when nothing bears the words as they were typed.</param>
internal sealed record SearchAnswer(IReadOnlyList<string> Skus, long Total, bool TotalIsExact, Facets Facets, string? MendedText);

/// <summary>Finds products by words and filters, a page at a time, with the filters that would narrow the list.</summary>
internal sealed class ProductSearch(Db db, PriceBook prices)
{
    /// <summary>Counting stops here: a list this long is narrowed, not read.</summary>
    public const int MaxCounted = 5_000;

    /// <summary>Up to this many are sorted by the account's own prices; above, by the retail price.</summary>
    public const int MaxPriced = 2_000;

    public async Task<SearchAnswer> Find(SearchFilter filter, Paging paging, Guid accountId, CancellationToken ct)
    {
        var question = SearchQuestion.Of(filter.Text);
        var answer = await Find(question, filter, paging, accountId, ct);
        if (answer.Total > 0 || question.IsEmpty) return answer;
        var mended = question.Mended(await Vocabulary.Nearest(db, question.Mendable, ct));
        if (mended.Text == question.Text) return answer;
        return await Find(mended, filter with { Text = mended.Text }, paging, accountId, ct) with { MendedText = mended.Text };
    }

    private async Task<SearchAnswer> Find(SearchQuestion question, SearchFilter filter, Paging paging, Guid accountId, CancellationToken ct)
    {
        var match = new ProductMatch(question, filter, await Named(filter.Text, ct));
        // The least relevant first is what nobody means.
        var sort = paging.Sort is null or "-relevance" ? (question.IsEmpty ? "name" : "relevance") : paging.Sort;
        // Without words the counts are known before anybody asks; what of it is in stock is not.
        var listed = question.IsEmpty ? await match.Counts(db, ct) : [];
        var shelf = listed.Sum(c => c.Count);
        var counts = question.IsEmpty && !filter.InStock ? listed : null;
        // Only prices of an account's own have to be sorted here; the retail price is a column.
        if (sort.TrimStart('-') == "price" && accountId != default && (counts is null || shelf <= MaxPriced))
        {
            var (all, allCounts) = counts is null
                ? await match.Page(db, "sku", 0, MaxPriced + 1, shelf, ct)
                : (await match.Browse(db, "sku", 0, MaxPriced, shelf, ct), counts);
            if (all.Count <= MaxPriced) return await ByPrice(all, allCounts, sort, filter, paging, accountId, ct);
        }

        var (skus, found) = counts is null
            ? await match.Page(db, sort, paging.Offset, paging.Size, shelf, ct)
            : (await match.Browse(db, sort, paging.Offset, paging.Size, shelf, ct), counts);
        return Answer(skus, found, filter, exact: counts is not null || found.Sum(c => c.Count) < MaxCounted);
    }

    /// <summary>The SKUs of all that a search finds, in the order of its pages, however many they are.</summary>
    public async IAsyncEnumerable<string> All(SearchFilter filter, string? sort, Guid accountId, [EnumeratorCancellation] CancellationToken ct)
    {
        var byPrice = sort?.TrimStart('-') == "price";
        var first = await Find(filter, new Paging(1, byPrice ? MaxPriced : 1, sort), accountId, ct);
        // A list this short is sorted by the account's own prices.
        if (byPrice && first.TotalIsExact && first.Total <= MaxPriced)
        {
            foreach (var sku in first.Skus) yield return sku;
            yield break;
        }

        filter = filter with { Text = first.MendedText ?? filter.Text };
        var question = SearchQuestion.Of(filter.Text);
        var order = sort is null or "relevance" or "-relevance" ? (question.IsEmpty ? "name" : "relevance") : sort;
        await foreach (var sku in new ProductMatch(question, filter, await Named(filter.Text, ct)).All(db, order, ct)) yield return sku;
    }

    private async Task<SearchAnswer> ByPrice(
        IReadOnlyList<string> skus, IReadOnlyList<(string, string, long)> counts, string sort, SearchFilter filter, Paging paging, Guid accountId, CancellationToken ct)
    {
        var quotes = (await prices.Find(accountId, skus, ct)).Values.Select(q => (q.Sku, Price: q.UnitPrice(1)));
        var sorted = sort[0] == '-'
            ? quotes.OrderByDescending(q => q.Price).ThenByDescending(q => q.Sku, StringComparer.Ordinal)
            : quotes.OrderBy(q => q.Price).ThenBy(q => q.Sku, StringComparer.Ordinal);
        return Answer([.. sorted.Skip((int)Math.Min(paging.Offset, int.MaxValue)).Take(paging.Size).Select(q => q.Sku)], counts, filter, exact: true);
    }

    private static SearchAnswer Answer(
        IReadOnlyList<string> skus, IReadOnlyList<(string Vendor, string Category, long Count)> counts, SearchFilter filter, bool exact) =>
        new(skus, counts.Sum(c => c.Count), exact, Facets.Of(counts, filter.Category), null);

    /// <summary>The products whose SKU, part number or UPC is just what was typed: they come first.</summary>
    private async Task<string[]> Named(string? text, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(text) || text.Length > 60 ? []
        : [.. (await ProductCodes.Resolve(db, [text], ct)).Values.SelectMany(skus => skus)];
}
