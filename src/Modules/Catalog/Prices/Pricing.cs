using Modular.Integration.Catalog;

namespace Modular.Catalog.Prices;

/// <summary>The pricing function: every price that is shown, quoted or ordered comes from here.</summary>
internal static class Pricing
{
    // ISO 4217 currencies of the region (and two others) that have no cents.
    private static readonly HashSet<string> WithoutCents = ["CLP", "PYG", "JPY", "KRW"];

    /// <param name="list">The account's price list, or null: it pays the retail price.</param>
    public static Price Of(Product product, PriceList? list)
    {
        if (list?.RuleFor(product) is not { } rule) return new Price([new PriceBreak(1, product.RetailPrice.Trimmed())], PriceReason.Retail);
        var first = rule.Steps[0];
        return new Price(Breaks(product, rule.Steps), new PriceReason(
            first.Price is null ? "list_percent" : "list_fixed",
            list.Code, list.Name, rule.Sku, rule.Vendor, rule.Category, first.PercentOff));
    }

    /// <summary>Half a cent is rounded up, away from zero, per unit.</summary>
    public static decimal Round(decimal price, string currency) =>
        Math.Round(price, WithoutCents.Contains(currency) ? 0 : 2, MidpointRounding.AwayFromZero);

    private static List<PriceBreak> Breaks(Product product, IReadOnlyList<PriceStep> steps)
    {
        var breaks = new List<PriceBreak>(steps.Count);
        foreach (var step in steps)
        {
            var price = step.Price ?? Round(product.RetailPrice * (100 - step.PercentOff!.Value) / 100, product.Currency);
            if (breaks.Count == 0 || breaks[^1].UnitPrice != price) breaks.Add(new PriceBreak(step.From, price.Trimmed()));
        }

        return breaks;
    }
}
