using System.Globalization;
using Modular.Integration.Catalog;

namespace Modular.Baskets;

/// <summary>A line of a quick order as it was typed: a code (SKU, part number or UPC/EAN) and a quantity.</summary>
/// <param name="Number">Counts the lines of the input from 1, blank ones too.</param>
internal sealed record TypedLine(int Number, string Text, string Code, string Quantity);

/// <summary>What became of one line.</summary>
internal enum QuickOutcome
{
    Added,
    NotFound,
    CertificationMissing,
    QuantityInvalid,
    Ambiguous,
    CurrencyDiffers,
}

/// <param name="Candidates">The SKUs that an ambiguous code could mean.</param>
internal sealed record QuickLine(
    int Line, string Text, string Code, int? Quantity, QuickOutcome Outcome, string? Sku, string? Description, string? Certification,
    IReadOnlyList<string> Candidates);

/// <summary>Reads pasted or uploaded lines and decides each on its own; no I/O.</summary>
internal static class QuickOrder
{
    public const int MaxLines = 1000;

    private static readonly char[] Separators = [';', '\t', ','];

    /// <summary>Every line that is not blank; a heading line such as <c>sku;quantity</c> is passed over.</summary>
    public static IReadOnlyList<TypedLine> Read(string text)
    {
        var lines = new List<TypedLine>();
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim().ToString();
            if (line.Length == 0) continue;
            var parts = line.Split(Separators, 2);
            var code = parts[0].Trim().Trim('"').Trim();
            var quantity = parts.Length > 1 ? parts[1].Trim().Trim(Separators).Trim('"').Trim() : "1";
            if (lines.Count == 0 && IsHeading(code, quantity)) continue;
            lines.Add(new TypedLine(number, line, code, quantity));
        }

        return lines;
    }

    /// <summary>Decides every line; a product on several lines is added up.</summary>
    /// <param name="meanings">SKUs by code, compared without case.</param>
    /// <param name="quotes">Quotes by SKU.</param>
    /// <param name="currency">The basket's currency, null while it is empty.</param>
    public static IReadOnlyList<QuickLine> Decide(
        IReadOnlyList<TypedLine> typed,
        IReadOnlyDictionary<string, IReadOnlyList<string>> meanings,
        IReadOnlyDictionary<string, Quote> quotes,
        string? currency)
    {
        var decided = new List<QuickLine>(typed.Count);
        var wanted = new Dictionary<string, long>();
        foreach (var line in typed)
        {
            var quantity = QuantityOf(line.Quantity);
            var skus = meanings.TryGetValue(line.Code, out var found) ? found.Where(quotes.ContainsKey).ToArray() : [];
            var quote = skus is [var sku] ? quotes[sku] : null;
            var outcome =
                skus.Length == 0 ? QuickOutcome.NotFound
                : quote is null ? QuickOutcome.Ambiguous
                : quantity is null || wanted.GetValueOrDefault(quote.Sku) + quantity > Basket.MaxQuantity ? QuickOutcome.QuantityInvalid
                : !quote.CertificationHeld ? QuickOutcome.CertificationMissing
                : (currency ?? quote.Currency) != quote.Currency ? QuickOutcome.CurrencyDiffers
                : QuickOutcome.Added;
            if (outcome == QuickOutcome.Added)
            {
                currency = quote!.Currency;
                wanted[quote.Sku] = wanted.GetValueOrDefault(quote.Sku) + quantity!.Value;
            }

            decided.Add(new QuickLine(
                line.Number, line.Text, line.Code, quantity, outcome, quote?.Sku, quote?.Description,
                outcome == QuickOutcome.CertificationMissing ? quote!.RequiredCertification : null,
                outcome == QuickOutcome.Ambiguous ? skus : []));
        }

        return decided;
    }

    private static int? QuantityOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= Basket.MaxQuantity ? n : null;

    private static bool IsHeading(string code, string quantity) =>
        code.Equals("sku", StringComparison.OrdinalIgnoreCase)
        || (quantity.Length > 0 && quantity.All(char.IsLetter) && QuantityOf(quantity) is null && code.All(c => char.IsLetter(c) || c == ' '));
}
