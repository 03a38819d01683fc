using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A text field; <see cref="Type"/> "password" gets a button that shows it, <see cref="Lines"/> above 1 makes it a text area.</summary>
public sealed class Field : FieldBase
{
    [Parameter] public string Type { get; set; } = "text";

    [Parameter] public int Lines { get; set; } = 1;

    /// <summary>A monospaced face, for codes.</summary>
    [Parameter] public bool Mono { get; set; }

    /// <summary>Says "(optional)" behind the label of a field that is not required.</summary>
    [Parameter] public bool Optional { get; set; }

    protected override MarkupString Draw(string[] faults) => Frame(Input(Common(faults.Length > 0)), faults, Optional && !Required);

    private MarkupString Input(MarkupString common) =>
        Lines > 1 ? Html.Of($"<textarea class=\"form-control{(Mono ? " mono" : null)}\"{common} rows=\"{Lines}\">{Value}</textarea>")
        : Type == "password" ? Html.Of(
            $"""
            <div class="with-button"><input class="form-control" type="password"{common} />
            <button type="button" class="needs-js" data-reveal="{Id}" aria-pressed="false" aria-label="{T["ui.show_password"]}" title="{T["ui.show_password"]}">{Files.Icon("eye")}</button></div>
            """)
        : Html.Of($"<input class=\"form-control\" type=\"{Type}\"{common}{Html.Attribute("value", Value)} />");
}
