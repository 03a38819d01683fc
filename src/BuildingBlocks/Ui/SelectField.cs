using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A choice of one; with <see cref="Submits"/> the form goes as soon as another is chosen.</summary>
public sealed class SelectField : FieldBase
{
    [Parameter, EditorRequired] public IReadOnlyList<Choice> Choices { get; set; } = [];

    /// <summary>The words for choosing none: "All vendors".</summary>
    [Parameter] public string? Blank { get; set; }

    [Parameter] public bool Submits { get; set; }

    protected override MarkupString Draw(string[] faults)
    {
        var blank = Blank is null ? Html.None : Html.Of($"<option value=\"\">{Blank}</option>");
        var choices = Html.Join(Choices.Select(choice => Html.Of($"<option value=\"{choice.Value}\"{Html.Attribute("selected", choice.Value == Value)}>{choice.Text}</option>")));
        return Frame(Html.Of($"<select class=\"form-select\"{Common(faults.Length > 0)}{Html.Attribute("data-submit", Submits)}>{blank}{choices}</select>"), faults);
    }
}
