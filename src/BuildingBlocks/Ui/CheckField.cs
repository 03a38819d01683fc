using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>Yes or no; posts "true" when ticked and nothing otherwise.</summary>
public sealed class CheckField : FieldBase
{
    [Parameter] public bool Checked { get; set; }

    protected override MarkupString Draw(string[] faults)
    {
        var wrong = faults.Length == 0 ? Html.None : Html.Of($"<p class=\"error\" id=\"{Id}-error\">{Files.Icon("alert-circle")}{string.Join(" ", faults)}</p>");
        return Html.Of(
            $"""
            <div class="field"><div class="form-check">
            <input class="form-check-input" type="checkbox" value="true"{Html.Attribute("checked", Checked)}{Common(faults.Length > 0)} />
            <label for="{Id}">{Label}</label></div>{wrong}{Below}</div>
            """);
    }
}
