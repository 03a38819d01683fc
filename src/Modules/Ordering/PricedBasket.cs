using Modular.Integration.Baskets;
using Modular.Integration.Catalog;

namespace Modular.Ordering;

/// <summary>A basket as it would be ordered at this moment: each line with what it showed, what it costs now and what stands against it.</summary>
internal sealed record PricedBasket(IReadOnlyList<PricedLine> Lines)
{
    public string Currency => Lines.Count > 0 ? Lines[0].Currency : "";

    /// <summary>What the order costs now; lines that cannot be ordered count with nothing.</summary>
    public decimal Total => Lines.Sum(l => l.Total);

    /// <summary>What the basket showed.</summary>
    public decimal ShownTotal => Lines.Sum(l => l.Shown * l.Quantity);

    public IReadOnlyList<PricedLine> Changes => [.. Lines.Where(l => l.HasChanged)];

    public IReadOnlyList<PricedLine> Obstacles => [.. Lines.Where(l => l.Obstacle is not null)];

    public static PricedBasket Of(IReadOnlyList<LineToOrder> lines, IReadOnlyDictionary<string, Quote> quotes) =>
        new([.. lines.Select(l => PricedLine.Of(l, quotes.GetValueOrDefault(l.Sku)))]);

    /// <summary>Whether prices stand as shown, or the new total is exactly the one that was confirmed.</summary>
    public bool IsAgreed(decimal? confirmedTotal) =>
        confirmedTotal is { } confirmed ? confirmed == Total : Changes.Count == 0;
}

/// <summary>Why a line cannot be ordered now.</summary>
internal enum Obstacle
{
    NotSold,
    CertificationMissing,
    CurrencyChanged,
}

/// <param name="Now">The unit price at this moment; null when the product is not sold any more.</param>
internal sealed record PricedLine(LineToOrder Line, Quote? Quote, decimal? Now, Obstacle? Obstacle)
{
    public string Sku => Line.Sku;

    public int Quantity => Line.Quantity;

    public string Currency => Line.Currency;

    public decimal Shown => Line.UnitPrice;

    public decimal Total => Obstacle is null ? Now!.Value * Quantity : 0;

    public bool HasChanged => Obstacle is null && Now != Shown;

    public int Available => Quote?.Available ?? 0;

    /// <summary>Units that would have to wait for new stock.</summary>
    public int Backordered => Math.Max(0, Quantity - Math.Max(0, Available));

    public static PricedLine Of(LineToOrder line, Quote? quote) => new(
        line, quote, quote?.UnitPrice(line.Quantity),
        quote is null ? Ordering.Obstacle.NotSold
        : !quote.CertificationHeld ? Ordering.Obstacle.CertificationMissing
        : quote.Currency != line.Currency ? Ordering.Obstacle.CurrencyChanged
        : null);

    public CheckedOutLine CheckedOut() => new(
        Quote!.Sku, Quote.VendorPartNumber, Quote.Vendor, Quote.Description, Quantity, Now!.Value, Line.Notes);
}
