using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A number or code in a monospaced face, copied with one click; with <see cref="Href"/> it is also the way to its thing.</summary>
public sealed class CopyId : Fragment
{
    [Parameter, EditorRequired] public string Value { get; set; } = "";

    [Parameter] public string? Href { get; set; }

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup => Of(T, Files, Value, Href).Value;

    /// <summary>The same without a component, for markup that is one piece.</summary>
    public static MarkupString Of(Texts texts, WebFiles files, string value, string? href = null) => Html.Of(
        $"""
        <span class="copy-id">{(href is null ? Html.Of($"<code>{value}</code>") : Html.Of($"<a class=\"mono\" href=\"{href}\">{value}</a>"))}
        <button type="button" class="needs-js" data-copy="{value}" data-copied="{texts["ui.copied", value]}" title="{texts["ui.copy"]}" aria-label="{texts["ui.copy_value", value]}">{files.Icon("copy", "icon-sm")}</button></span>
        """);
}
