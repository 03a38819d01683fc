namespace Modular.Integration.Catalog;

/// <summary>The one pricing function: what an account pays for a product now, and why.</summary>
public interface IPriceBook
{
    /// <summary>The quote for one product, or null when the SKU is not sold.</summary>
    Task<Quote?> Find(Guid accountId, string sku, CancellationToken ct = default);

    /// <summary>Quotes by SKU in one query at most, from memory where they are some seconds old; SKUs that are not sold are left out.</summary>
    Task<IReadOnlyDictionary<string, Quote>> Find(Guid accountId, IReadOnlyCollection<string> skus, CancellationToken ct = default);

    /// <summary>As <see cref="Find(Guid, IReadOnlyCollection{string}, CancellationToken)"/>, but read from the database now: for placing an order.</summary>
    Task<IReadOnlyDictionary<string, Quote>> FindNow(Guid accountId, IReadOnlyCollection<string> skus, CancellationToken ct = default);

    /// <summary>
    /// The SKUs that each code stands for: a SKU, a vendor part number or a UPC/EAN, compared without case.
    /// A code that stands for nothing is left out; one part number may be several vendors'.
    /// </summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> Resolve(IReadOnlyCollection<string> codes, CancellationToken ct = default);
}

/// <param name="Breaks">Unit prices by quantity, ascending; the first counts from 1.</param>
/// <param name="Rule">Which rule gave the price, as a stable code: <c>retail</c>, <c>list_percent</c>, <c>list_fixed</c> ….</param>
/// <param name="RequiredCertification">Code of the certification that buying needs, or null.</param>
/// <param name="CertificationHeld">Whether the account holds it; true where none is required.</param>
/// <param name="Available">Units that can be shipped now, over all warehouses.</param>
public sealed record Quote(
    string Sku,
    string VendorPartNumber,
    string Vendor,
    string Description,
    string Currency,
    decimal RetailPrice,
    IReadOnlyList<PriceBreak> Breaks,
    string Rule,
    string? RequiredCertification,
    bool CertificationHeld,
    int Available)
{
    /// <summary>Why the price is what it is, in words' material.</summary>
    public required PriceReason Reason { get; init; }

    /// <summary>The last day of the certification that the account held; null where it holds it or never did.</summary>
    public DateOnly? CertificationExpiredOn { get; init; }

    /// <summary>The unit price at a quantity of at least 1.</summary>
    public decimal UnitPrice(int quantity)
    {
        var price = Breaks[0].UnitPrice;
        foreach (var step in Breaks)
        {
            if (step.From > quantity) break;
            price = step.UnitPrice;
        }

        return price;
    }
}

/// <summary>From this quantity on, a unit costs this much.</summary>
public sealed record PriceBreak(int From, decimal UnitPrice);

/// <summary>The rule of a price list that gave a price; only <paramref name="Rule"/> is set for the retail price.</summary>
/// <param name="Rule">As <see cref="Quote.Rule"/>.</param>
/// <param name="Sku">The rule is for this product alone.</param>
/// <param name="Vendor">The rule is for this vendor's products.</param>
/// <param name="Category">The rule is for this category and those below it.</param>
/// <param name="PercentOff">Off the retail price, at a quantity of one.</param>
public sealed record PriceReason(
    string Rule,
    string? List = null,
    string? ListName = null,
    string? Sku = null,
    string? Vendor = null,
    string? Category = null,
    decimal? PercentOff = null)
{
    public static readonly PriceReason Retail = new("retail");
}
