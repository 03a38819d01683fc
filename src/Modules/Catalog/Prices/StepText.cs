using System.Globalization;
using System.Text.RegularExpressions;

namespace Modular.Catalog.Prices;

/// <summary>A rule's steps as staff type them: <c>1: 12 %; 10: 15 %</c> or <c>1: 99.50 USD</c>.</summary>
internal static partial class StepText
{
    public static string Write(IEnumerable<PriceStep> steps) => string.Join("; ", steps.Select(step => string.Create(
        CultureInfo.InvariantCulture, $"{step.From}: {step.PercentOff ?? step.Price:0.##} {(step.PercentOff is null ? step.Currency : "%")}")));

    /// <summary>Null where it is not written so; a decimal comma is as good as a point.</summary>
    public static IReadOnlyList<PriceStep>? Read(string text)
    {
        var steps = new List<PriceStep>();
        foreach (var part in text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Step().Match(part) is not { Success: true } match) return null;
            var from = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            var number = decimal.Parse(match.Groups[2].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
            var unit = match.Groups[3].Value;
            steps.Add(unit == "%" ? new PriceStep(from, number) : new PriceStep(from, null, number, unit.ToUpperInvariant()));
        }

        return steps;
    }

    [GeneratedRegex(@"^(\d{1,7})\s*:\s*(\d{1,8}(?:[.,]\d{1,4})?)\s*(%|[A-Za-z]{3})$")]
    private static partial Regex Step();
}
