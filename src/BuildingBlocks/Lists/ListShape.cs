namespace Modular.BuildingBlocks.Lists;

/// <summary>A list of the portal, declared once by its module: its page, its users' preferences and their API go by it.</summary>
/// <param name="Name">In addresses and in the database: <c>price-lists</c>.</param>
/// <param name="Path">The page that shows it; its saved searches lead there.</param>
/// <param name="DefaultSort">As <c>sort</c> in the address, which needs not name it.</param>
/// <param name="Columns">In the order they are shown; the first identifies the row and is always there.</param>
public sealed record ListShape(string Name, string Path, string DefaultSort, params IReadOnlyList<ListColumn> Columns)
{
    public ListColumn Identifying => Columns[0];

    public ListColumn? Find(string name) => Columns.FirstOrDefault(c => c.Name == name);
}

/// <param name="TextKey">Key of its heading.</param>
/// <param name="Sort">The list's sort name, with a minus where the first click sorts downwards; null: cannot be sorted by.</param>
/// <param name="Numeric">Aligned to the right.</param>
public sealed record ListColumn(string Name, string TextKey, string? Sort = null, bool Numeric = false);
