using Microsoft.AspNetCore.Components;
using Modular.BuildingBlocks.Ui;

namespace Modular.Host.Web;

/// <summary>The left menu; below 992 px a drawer that the browser itself opens and closes (popover).</summary>
public sealed class SideMenu : Fragment
{
    [Inject] private MenuLinks Links { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup
    {
        get
        {
            var current = Links.Current(Navigation.Path());
            return Html.Of($"<nav class=\"side\" id=\"side-menu\" aria-label=\"{T["ui.menu"]}\" popover>{Brand.Of(Files)}{Html.Join(Links.Menu.Select(group => Group(group, current)))}</nav>").Value;
        }
    }

    private MarkupString Group(IGrouping<string?, MenuItem> group, MenuItem? current)
    {
        var heading = group.Key is null ? Html.None : Html.Of($"<p class=\"side-heading\">{T[group.Key]}</p>");
        return Html.Of($"{heading}<ul>{Html.Join(group.Select(item => Link(item, item == current)))}</ul>");
    }

    private MarkupString Link(MenuItem item, bool isCurrent) =>
        Html.Of($"<li><a class=\"side-link\" href=\"{item.Href}\"{Html.Attribute("aria-current", isCurrent ? "page" : null)}>{Files.Icon(item.Icon)}{T[item.TextKey]}</a></li>");
}
