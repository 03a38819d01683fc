using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Ui;

namespace Modular.Host.Web;

/// <summary>The links that modules registered and this caller may follow.</summary>
internal sealed class MenuLinks(IEnumerable<MenuItem> items, FeatureLinks features, Caller caller)
{
    private static readonly string[] Elsewhere =
        [MenuItem.Header, MenuItem.Help, MenuItem.UserMenu, MenuItem.Footer, MenuItem.Command, MenuItem.Action];

    private MenuItem[]? _allowed;

    /// <summary>The left menu by heading, in the order of each group's first link.</summary>
    public IEnumerable<IGrouping<string?, MenuItem>> Menu =>
        Allowed.Where(item => !Elsewhere.Contains(item.Group)).GroupBy(item => item.Group).OrderBy(group => group.Min(item => item.Order));

    public IEnumerable<MenuItem> At(string place) => Allowed.Where(item => item.Group == place);

    /// <summary>Every link once, wherever it is shown, and those that are only found.</summary>
    public IEnumerable<MenuItem> All => Allowed.DistinctBy(item => item.Href);

    /// <summary>The link whose page, or a page below it, is at this path.</summary>
    public MenuItem? Current(string path) => Allowed
        .Where(item => item.Href == path || (item.Href != "/" && path.StartsWith(item.Href + "/", StringComparison.Ordinal)))
        .MaxBy(item => item.Href.Length);

    private MenuItem[] Allowed => _allowed ??= [.. items.Where(item => May(item) && !features.IsOff(item.Href, caller)).OrderBy(item => item.Order)];

    private bool May(MenuItem item) =>
        item.Privilege is null || (item.Privilege == MenuItem.SignedIn ? caller.IsSignedIn : caller.Can(item.Privilege))
        || (item.Or is { } other && caller.Can(other));
}
