namespace Modular.BuildingBlocks.Ui;

/// <summary>What a module finds for the search box that is on every page.</summary>
public interface ISearchable
{
    /// <summary>Things that this caller may see, best first; null where there are none.</summary>
    /// <param name="words">What was typed, without spaces around it; never empty.</param>
    Task<SearchGroup?> Find(string words, int atMost, CancellationToken ct);
}

/// <summary>What was found of one kind.</summary>
/// <param name="Kind">A word for programs: <c>orders</c>.</param>
/// <param name="TextKey">Key of the heading; with <c>.all</c> behind it, of the link to all that match <c>{0}</c>.</param>
/// <param name="Icon">A name from <c>build/icons.txt</c>.</param>
/// <param name="Order">Smaller comes first, after groups with an exact hit.</param>
/// <param name="More">The list with these words as its filter; null where these hits are all.</param>
public sealed record SearchGroup(string Kind, string TextKey, string Icon, int Order, IReadOnlyList<SearchHit> Hits, string? More);

/// <param name="Detail">What tells it from others of the same title.</param>
/// <param name="Href">Its page.</param>
/// <param name="IsExact">Its number or code is just what was typed.</param>
/// <param name="Icon">Where it differs from the group's.</param>
/// <param name="Posts">There is no page: a form of the frame, whose id is <paramref name="Href"/> without its slash, is sent.</param>
public sealed record SearchHit(string Title, string? Detail, string Href, bool IsExact = false, string? Icon = null, bool Posts = false);
