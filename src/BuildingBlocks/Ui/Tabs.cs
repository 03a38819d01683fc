using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>Parts of one list as links: mine, the company's.</summary>
public sealed class Tabs : Fragment
{
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter, EditorRequired] public IReadOnlyList<Tab> Items { get; set; } = [];

    protected override string Markup =>
        Html.Of($"<nav aria-label=\"{Label}\"><ul class=\"tabs\">{Html.Join(Items.Select(Link))}</ul></nav>").Value;

    private static MarkupString Link(Tab tab)
    {
        var count = tab.Count is { } counted ? Html.Of($"<span class=\"count\">{counted.ToString(CultureInfo.CurrentCulture)}</span>") : Html.None;
        return Html.Of($"<li><a href=\"{tab.Href}\"{Html.Attribute("aria-current", tab.Current ? "page" : null)}>{tab.Text}{count}</a></li>");
    }
}
