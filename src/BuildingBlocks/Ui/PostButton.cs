using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Modular.BuildingBlocks.Ui;

/// <summary>One button that posts a form of its own.</summary>
public sealed class PostButton : Fragment
{
    [Parameter, EditorRequired] public string Action { get; set; } = "";

    [Parameter, EditorRequired] public string Text { get; set; } = "";

    [Parameter] public string? Icon { get; set; }

    /// <summary>Looks: <c>btn-primary</c>, <c>btn-quiet</c>, <c>btn-sm</c>, <c>btn-icon-only</c> (which hides the words from the eye only).</summary>
    [Parameter] public string Class { get; set; } = "";

    /// <summary>What the form posts along: <see cref="Html.Hidden"/>.</summary>
    [Parameter] public MarkupString Fields { get; set; }

    [Inject] private AntiforgeryStateProvider Forms { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup => Of(Forms, Files, Action, Text, Icon, Class, Fields).Value;

    /// <summary>The same without a component, for markup that is one piece.</summary>
    public static MarkupString Of(AntiforgeryStateProvider forms, WebFiles files, string action, string text, string? icon = null, string css = "", MarkupString fields = default)
    {
        var showsText = !css.Contains("icon-only", StringComparison.Ordinal);
        var words = showsText ? Html.None : Html.Of($" aria-label=\"{text}\" title=\"{text}\"");
        return Html.Of($"<form method=\"post\" action=\"{action}\" class=\"d-inline\">{Html.Token(forms)}{fields}<button class=\"btn {css}\"{words}>{(icon is null ? Html.None : files.Icon(icon))}{(showsText ? text : null)}</button></form>");
    }
}
