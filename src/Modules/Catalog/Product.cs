namespace Modular.Catalog;

/// <summary>A product as the distributor sells it, before any account's price.</summary>
/// <param name="Category">Levels from the top, joined by <see cref="CategoryPath.Separator"/>.</param>
/// <param name="Available">Units that can be shipped now, over all warehouses.</param>
internal sealed record Product(
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
    int Available);

/// <summary>A category as a path: <c>Networking &gt; Switches &gt; Managed</c>.</summary>
internal static class CategoryPath
{
    public const string Separator = " > ";

    public static bool IsWithin(string path, string ancestor) =>
        path.StartsWith(ancestor, StringComparison.OrdinalIgnoreCase)
        && (path.Length == ancestor.Length || path.AsSpan(ancestor.Length).StartsWith(Separator, StringComparison.Ordinal));

    public static int Depth(string path) => path.Split(Separator).Length;

    /// <summary>The path and all that it is within, from the top.</summary>
    public static IEnumerable<string> Levels(string path)
    {
        for (var end = path.IndexOf(Separator, StringComparison.Ordinal); end >= 0; end = path.IndexOf(Separator, end + 1, StringComparison.Ordinal))
            yield return path[..end];
        yield return path;
    }
}
