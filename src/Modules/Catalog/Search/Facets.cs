namespace Modular.Catalog.Search;

/// <summary>A filter that would narrow the list, and to how many.</summary>
internal sealed record FacetValue(string Value, long Count);

/// <param name="Categories">The levels right below the chosen category, or the top ones; full paths.</param>
internal sealed record Facets(IReadOnlyList<FacetValue> Vendors, IReadOnlyList<FacetValue> Categories)
{
    public static Facets Of(IReadOnlyCollection<(string Vendor, string Category, long Count)> counts, string? chosen)
    {
        var depth = chosen is null ? 0 : CategoryPath.Depth(chosen);
        return new Facets(
            Ranked(counts.GroupBy(c => c.Vendor)),
            Ranked(counts
                .Select(c => (Level: CategoryPath.Levels(c.Category).ElementAtOrDefault(depth), Counted: c))
                .Where(c => c.Level is not null)
                .GroupBy(c => c.Level!, c => c.Counted)));
    }

    private static FacetValue[] Ranked(IEnumerable<IGrouping<string, (string Vendor, string Category, long Count)>> groups) =>
        [.. groups.Select(g => new FacetValue(g.Key, g.Sum(c => c.Count))).OrderByDescending(f => f.Count).ThenBy(f => f.Value, StringComparer.Ordinal).Take(50)];
}
