using System.Globalization;
using Modular.Integration.Catalog;

namespace Modular.Baskets;

/// <summary>A line of a quick order as it was typed: a code (SKU, part number or UPC/EAN) and a quantity.</summary>
/// <param name="Number">Counts the lines of the input from 1, blank ones too.</param>
internal sealed record TypedLine(int Number, string Text, string Code, string Quantity)
{
    /// <summary>Whether the code can be anything's: the database takes no NUL, and nobody's code has control characters.</summary>
    public bool IsLegible => Code.Length > 0 && !Code.Any(char.IsControl);
}

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

internal static class QuickOutcomes
{
    /// <summary>The stable code of a refusal, which is the key of its sentence; null where the line was added.</summary>
    public static string? ErrorCode(this QuickOutcome outcome) => outcome switch
    {
        QuickOutcome.Added => null,
        QuickOutcome.NotFound => "baskets.quick.not_found",
        QuickOutcome.CertificationMissing => "baskets.quick.certification_missing",
        QuickOutcome.QuantityInvalid => "baskets.quick.quantity_invalid",
        QuickOutcome.Ambiguous => "baskets.quick.ambiguous",
        _ => "baskets.quick.currency_differs",
    };
}

/// <param name="Candidates">The SKUs that an ambiguous code could mean.</param>
internal sealed record QuickLine(
    int Line, string Text, string Code, int? Quantity, QuickOutcome Outcome, string? Sku, string? Description, string? Certification,
    IReadOnlyList<string> Candidates);

/// <summary>Reads pasted or uploaded lines and decides each on its own; no I/O.</summary>
internal static class QuickOrder
{
    public const int MaxLines = 1000;

    // A comma may be part of a part number where the line is separated by something stronger.
    private static readonly char[] Separators = ['\t', ';', ','];

    private static readonly HashSet<string> QuantityHeadings = new(StringComparer.OrdinalIgnoreCase)
    {
        "quantity", "qty", "units", "cantidad", "cant", "cant.", "unidades", "quantidade", "qtd", "qtd.", "qtde",
    };

    /// <summary>Every line that is not blank; a heading line such as <c>sku;quantity</c> is passed over.</summary>
    public static IReadOnlyList<TypedLine> Read(string text)
    {
        var lines = new List<TypedLine>();
        var number = 0;
        foreach (var raw in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            number++;
            var line = raw.Trim().ToString();
            if (line.Length == 0) continue;
            var (code, quantity) = Split(line);
            if (lines.Count == 0 && IsHeading(code, quantity)) continue;
            lines.Add(new TypedLine(number, line, code, quantity));
        }

        return lines;
    }

    /// <summary>Decides every line; a product on several lines is added up.</summary>
    /// <param name="meanings">SKUs by code, compared without case.</param>
    /// <param name="quotes">Quotes by SKU.</param>
    /// <param name="held">Quantities by SKU that the basket holds already.</param>
    /// <param name="currency">The basket's currency, null while it is empty.</param>
    public static IReadOnlyList<QuickLine> Decide(
        IReadOnlyList<TypedLine> typed,
        IReadOnlyDictionary<string, IReadOnlyList<string>> meanings,
        IReadOnlyDictionary<string, Quote> quotes,
        IReadOnlyDictionary<string, int> held,
        string? currency)
    {
        var decided = new List<QuickLine>(typed.Count);
        var wanted = new Dictionary<string, int>(held);
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

    private static (string Code, string Quantity) Split(string line)
    {
        var end = line[0] == '"' ? line.IndexOf('"', 1) : -1;
        if (end > 0) return (line[1..end].Trim(), Cell(line[(end + 1)..]));
        var separator = Separators.FirstOrDefault(line.Contains);
        var at = separator == default ? line.Length : line.IndexOf(separator);
        return (line[..at].Trim(), Cell(line[at..]));
    }

    /// <summary>What follows a separator; spreadsheets write empty cells behind the last.</summary>
    private static string Cell(string rest) =>
        rest.Length == 0 ? "1" : rest.Trim().Trim(Separators).Trim().Trim('"').Trim();

    private static int? QuantityOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= Basket.MaxQuantity ? n : null;

    private static bool IsHeading(string code, string quantity) =>
        code.Equals("sku", StringComparison.OrdinalIgnoreCase) || QuantityHeadings.Contains(quantity);
}
