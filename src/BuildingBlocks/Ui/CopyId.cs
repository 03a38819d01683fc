using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A number or code in a monospaced face, copied with one click; with <see cref="Href"/> it is also the way to its thing.</summary>
public sealed class CopyId : Fragment
{
    [Parameter, EditorRequired] public string Value { get; set; } = "";

    [Parameter] public string? Href { get; set; }

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup => Html.Of(
        $"""
        <span class="copy-id">{(Href is null ? Html.Of($"<code>{Value}</code>") : Html.Of($"<a class=\"mono\" href=\"{Href}\">{Value}</a>"))}
        <button type="button" class="needs-js" data-copy="{Value}" data-copied="{T["ui.copied", Value]}" title="{T["ui.copy"]}" aria-label="{T["ui.copy_value", Value]}">{Files.Icon("copy", "icon-sm")}</button></span>
        """).Value;
}
