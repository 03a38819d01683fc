using System.Text.Json.Serialization;
using Modular.Integration.Catalog;

namespace Modular.Catalog.Prices;

/// <summary>From this quantity on: either a percentage off the retail price, or a fixed price in its currency.</summary>
internal sealed record PriceStep(int From, decimal? PercentOff, decimal? Price = null, string? Currency = null);

/// <summary>What a price list says about one target: a product, a vendor, a category, a vendor within a category, or everything.</summary>
/// <param name="Steps">By quantity, ascending; the first counts from 1.</param>
internal sealed record PriceRule(string? Sku, string? Vendor, string? Category, IReadOnlyList<PriceStep> Steps)
{
    /// <summary>Higher wins: the product, then the deeper category, then the vendor, then everything.</summary>
    [JsonIgnore]
    public int Rank => Sku is not null ? int.MaxValue : (Category is null ? 0 : 2 * CategoryPath.Depth(Category)) + (Vendor is null ? 0 : 1);

    public bool Covers(Product product) =>
        (Sku is null || Sku == product.Sku)
        && (Vendor is null || Vendor.Equals(product.Vendor, StringComparison.OrdinalIgnoreCase))
        && (Category is null || CategoryPath.IsWithin(product.Category, Category))
        // A fixed price in another currency is no price for this product.
        && Steps.All(step => step.Currency is null || step.Currency == product.Currency);
}

/// <summary>A price list ready to be asked: the most specific rule that covers a product decides, alone.</summary>
internal sealed class PriceList
{
    private readonly Dictionary<string, PriceRule> _products;
    private readonly PriceRule[] _others;

    public PriceList(string code, string name, IEnumerable<PriceRule> rules)
    {
        (Code, Name) = (code, name);
        var all = rules.ToLookup(rule => rule.Sku is not null);
        _products = all[true].ToDictionary(rule => rule.Sku!);
        _others = [.. all[false].OrderByDescending(rule => rule.Rank)];
    }

    public string Code { get; }

    public string Name { get; }

    public PriceRule? RuleFor(Product product) =>
        _products.TryGetValue(product.Sku, out var own) && own.Covers(product) ? own : Array.Find(_others, rule => rule.Covers(product));
}

/// <summary>What an account pays for a product, and why.</summary>
internal sealed record Price(IReadOnlyList<PriceBreak> Breaks, PriceReason Reason);
