using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A heading that sorts: first click upwards (<see cref="By"/> with a minus: downwards), second click the other way.</summary>
public sealed class SortHeader : Fragment
{
    /// <summary>The list's sort name, with a minus where the first click sorts downwards.</summary>
    [Parameter, EditorRequired] public string By { get; set; } = "";

    [Parameter, EditorRequired] public string Text { get; set; } = "";

    /// <summary>The sort in force when the URL names none.</summary>
    [Parameter] public string? Default { get; set; }

    [Parameter] public bool Numeric { get; set; }

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup => Of(Navigation, T, Files, By, Text, Default, Numeric).Value;

    /// <summary>The same without a component.</summary>
    public static MarkupString Of(NavigationManager navigation, Texts texts, WebFiles files, string by, string text, string? fallback, bool isNumeric)
    {
        var name = by.TrimStart('-');
        var now = navigation.Query("sort") ?? fallback;
        var (order, arrow, next) = now == name ? ("ascending", "arrow-up", "-" + name) : now == "-" + name ? ("descending", "arrow-down", name) : ("none", "arrows-sort", by);
        return Html.Of($"<th scope=\"col\"{Html.Attribute("class", isNumeric ? "num" : null)} aria-sort=\"{order}\"><a class=\"sort\" href=\"{navigation.With(("sort", next), ("page", null))}\" title=\"{texts["ui.sort_by", text]}\">{text}{files.Icon(arrow, "icon-sm")}</a></th>");
    }
}
