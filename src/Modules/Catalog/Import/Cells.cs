using System.Globalization;

namespace Modular.Catalog.Import;

/// <summary>Reads the cells of one row and collects what is wrong with them.</summary>
internal sealed class Cells(PriceColumns columns, Func<int, string> cell, int line)
{
    private static readonly string[] Yes = ["yes", "y", "true", "1", "si", "sí", "s", "sim", "x"];
    private static readonly string[] No = ["no", "n", "false", "0", "não", "nao", ""];
    private static readonly string[] Dates = ["yyyy-MM-dd", "dd/MM/yyyy", "yyyyMMdd"];

    public List<RowFault> Faults { get; } = [];

    public string Text(string column, int max)
    {
        var text = Optional(column, max);
        if (text is null && Raw(column).Length == 0) Fault(column, "catalog.import_empty", "");
        return text ?? "";
    }

    public string? Optional(string column, int max)
    {
        var text = Raw(column);
        if (text.Length == 0) return null;
        if (text.Length > max) return Fault(column, "catalog.import_too_long", text, max.ToString(CultureInfo.InvariantCulture));
        return text.Any(char.IsControl) ? Fault(column, "catalog.import_unprintable", text) : text;
    }

    /// <summary>Text that must have a certain form.</summary>
    public string? Code(string column, int max, Func<string, bool> fits, string code)
    {
        var text = Optional(column, max)?.ToUpperInvariant();
        return text is null || fits(text) ? text : Fault(column, code, text);
    }

    /// <summary>A number with at most that many decimals, behind a point or a comma; what could be read in two ways is refused.</summary>
    public decimal? Number(string column, int decimals, decimal max)
    {
        var text = Raw(column);
        if (text.Length == 0) return null;
        var mark = text.LastIndexOfAny(['.', ',']);
        var plain = mark < 0 ? text : text[..mark].Replace(text[mark] == '.' ? "," : ".", "", StringComparison.Ordinal) + "." + text[(mark + 1)..];
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return Missing(column, "catalog.import_not_a_number", text);
        if (number < 0) return Missing(column, "catalog.import_negative", text);
        if (number > max) return Missing(column, "catalog.import_too_large", text);
        if (mark >= 0 && text.Length - mark - 1 > decimals)
            return Missing(column, "catalog.import_decimals", text, decimals.ToString(CultureInfo.InvariantCulture));
        return number;
    }

    public int Count(string column)
    {
        var text = Raw(column);
        if (text.Length == 0) return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 10_000_000) return count;
        Fault(column, text.StartsWith('-') ? "catalog.import_negative" : "catalog.import_not_a_count", text);
        return 0;
    }

    public DateOnly? Date(string column)
    {
        var text = Raw(column);
        if (text.Length == 0) return null;
        if (DateOnly.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Fault(column, "catalog.import_not_a_date", text);
        return null;
    }

    public bool Flag(string column)
    {
        var text = Raw(column);
        if (Yes.Contains(text, StringComparer.OrdinalIgnoreCase)) return true;
        if (!No.Contains(text, StringComparer.OrdinalIgnoreCase)) Fault(column, "catalog.import_not_yes_or_no", text);
        return false;
    }

    private string Raw(string column) => columns.Place(column) is { } place ? cell(place).Trim() : "";

    private decimal? Missing(string column, string code, string value, params string[] args)
    {
        Fault(column, code, value, args);
        return null;
    }

    private string? Fault(string column, string code, string value, params string[] args)
    {
        Faults.Add(new RowFault(line, column, code, Shown(value), args));
        return null;
    }

    /// <summary>PostgreSQL keeps no NUL, and nobody reads a value of 10,000 characters.</summary>
    private static string Shown(string value) => (value.Length > 200 ? value[..200] + "…" : value).Replace('\0', '�');
}
