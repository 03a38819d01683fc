using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>The box that selects a row; it belongs to the form of the list's actions, wherever that stands.</summary>
public sealed class Pick : Fragment
{
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>What is posted; null where the row cannot be selected.</summary>
    [Parameter, EditorRequired] public string? Value { get; set; }

    /// <summary>The row's name.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Inject] private Texts T { get; set; } = null!;

    protected override string Markup => Html.Of($"<td class=\"pick-cell\">{Box}</td>").Value;

    private MarkupString Box => Value is null ? Html.None : Html.Of(
        $"<input class=\"form-check-input pick\" type=\"checkbox\" form=\"selection\" name=\"{Name}\" value=\"{Value}\" aria-label=\"{T["lists.select", Label]}\" autocomplete=\"off\" />");
}
