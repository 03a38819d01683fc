using System.ComponentModel.DataAnnotations;

namespace Modular.Catalog;

/// <summary>Configuration section <c>Catalog</c>.</summary>
internal sealed record CatalogOptions
{
    /// <summary>What a visitor who is not signed in sees (CA-01).</summary>
    [EnumDataType(typeof(VisitorPrices))]
    public VisitorPrices VisitorPrices { get; init; } = VisitorPrices.Retail;

    /// <summary>The longest price file that is taken, in megabytes.</summary>
    [Range(1, 4096)]
    public int MaxPriceFileMegabytes { get; init; } = 256;
}

internal enum VisitorPrices
{
    Retail,
    None,
}
