using Microsoft.Extensions.Options;
using Modular.Catalog.Prices;
using Modular.Integration.Catalog;

namespace Modular.Catalog;

/// <summary>A product in a list, as this caller may see it.</summary>
/// <param name="Price">For one unit, by the account's terms; null where a visitor sees no prices.</param>
internal sealed record ProductSummary(
    string Sku,
    string VendorPartNumber,
    string Vendor,
    string? Upc,
    string Description,
    string Category,
    decimal? Price,
    decimal? RetailPrice,
    string Currency,
    string? Rule,
    int Available,
    string? RequiredCertification,
    bool CertificationHeld);

/// <param name="Text">The same in a sentence of the caller's language.</param>
internal sealed record Explanation(PriceReason Reason, string Text);

/// <summary>Shows products with the prices that a caller may see (CA-01, CA-02).</summary>
internal sealed class ProductPages(PriceBook prices, PriceWords words, IOptions<CatalogOptions> options)
{
    public bool ShowsPrices(Caller caller) => caller.IsSignedIn || options.Value.VisitorPrices == VisitorPrices.Retail;

    /// <summary>Why the price is what it is, where it is shown at all.</summary>
    public Explanation? Explain(Caller caller, Quote quote) =>
        ShowsPrices(caller) ? new Explanation(quote.Reason, words.Explain(quote.Reason)) : null;

    /// <summary>In the order of the SKUs.</summary>
    public async Task<IReadOnlyList<ProductSummary>> Summaries(Caller caller, IReadOnlyList<string> skus, CancellationToken ct)
    {
        var products = (await prices.Products(skus, ct)).ToDictionary(p => p.Sku);
        var quotes = await prices.Quotes(caller.AccountId, products.Values, ct);
        return [.. skus.Where(products.ContainsKey).Select(sku => Summary(caller, products[sku], quotes[sku]))];
    }

    public ProductSummary Summary(Caller caller, Product product, Quote quote)
    {
        var shown = ShowsPrices(caller);
        return new ProductSummary(
            product.Sku, product.VendorPartNumber, product.Vendor, product.Upc, product.Description, product.Category,
            shown ? quote.UnitPrice(1) : null, shown ? product.RetailPrice : null, product.Currency, shown ? quote.Rule : null,
            product.Available, product.RequiredCertification, quote.CertificationHeld);
    }
}
