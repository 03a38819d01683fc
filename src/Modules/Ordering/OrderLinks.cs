using System.Globalization;

namespace Modular.Ordering;

/// <summary>Reads a page's filters from its address: empty fields of the form, and what is no date, filter nothing.</summary>
internal static class OrderLinks
{
    public static OrderFilter Filter(string? q, string? status, string? from, string? to) =>
        new(OrNull(q), OrNull(status), Day(from), Day(to));

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
