using System.Globalization;
using System.Text;

namespace Modular.BuildingBlocks.Http.Exports;

/// <summary>Comma-separated values as spreadsheets open them by a double click: UTF-8 with its mark, the country's separator.</summary>
internal static class Csv
{
    public static async Task Write(
        Stream to, IReadOnlyList<string> headings, IAsyncEnumerable<object?[]> rows, CultureInfo culture, CancellationToken ct)
    {
        // Where the comma separates decimals, it cannot separate fields.
        var separator = culture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',';
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16 * 1024, leaveOpen: true);
        var line = new StringBuilder();
        await WriteLine([.. headings]);
        await foreach (var row in rows.WithCancellation(ct)) await WriteLine(row);

        async Task WriteLine(object?[] cells)
        {
            line.Clear();
            for (var i = 0; i < cells.Length; i++)
            {
                if (i > 0) line.Append(separator);
                Append(line, cells[i], separator, culture);
            }

            line.Append("\r\n");
            await writer.WriteAsync(line, ct);
        }
    }

    private static void Append(StringBuilder line, object? cell, char separator, CultureInfo culture)
    {
        var text = cell switch
        {
            null => "",
            string s => Harmless(s),
            DateTime at => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            decimal number => number.ToString("0.00##", culture),
            IFormattable other => other.ToString(null, culture),
            _ => cell.ToString() ?? "",
        };
        if (text.AsSpan().IndexOfAny(separator, '"') < 0 && text.AsSpan().IndexOfAny('\r', '\n') < 0) line.Append(text);
        else line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    /// <summary>A text that a spreadsheet would run as a formula is shown instead.</summary>
    private static string Harmless(string text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
}
