namespace Modular.Catalog.Import;

/// <summary>A fault of a price file, as it is kept.</summary>
internal sealed class ImportError
{
    public static readonly Sorting Sorts = new(
        new Dictionary<string, string> { ["line"] = "line", ["column"] = "column_name", ["code"] = "code" }, "line", "(line, column_name)");

    public int Line { get; init; }
    public string ColumnName { get; init; } = "";
    public string Code { get; init; } = "";
    public string[] Args { get; init; } = [];
    public string Value { get; init; } = "";
}
