using Modular.BuildingBlocks.Lists;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A list as its page shows it to this user; <see cref="ListFrame"/> hands it to the parts inside.</summary>
/// <param name="Columns">Those that the list has on this page at the moment, hidden ones too.</param>
/// <param name="Hidden">Names of columns that the user does not want.</param>
/// <param name="Searches">Null for a visitor, who can save nothing.</param>
/// <param name="DownloadPath">Where what is filtered is downloaded, or null.</param>
public sealed record ListView(
    ListShape Shape, IReadOnlyList<ListColumn> Columns, IReadOnlySet<string> Hidden, IReadOnlyList<SavedSearch>? Searches,
    string DefaultSort, string? DownloadPath)
{
    public IEnumerable<ListColumn> Shown => Columns.Where(c => !Hidden.Contains(c.Name));

    public IEnumerable<ListColumn> Hideable => Columns.Where(c => c != Shape.Identifying);
}

/// <summary>A saved search as a link.</summary>
public sealed record SavedSearch(string Name, string Query);
