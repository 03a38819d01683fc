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

    protected override string Markup => Of(T, Name, Value, Label).Value;

    /// <summary>The same without a component, for rows that there are many of.</summary>
    public static MarkupString Of(Texts texts, string name, string? value, string label) => value is null ? Html.Of($"<td class=\"pick-cell\"></td>") : Html.Of(
        $"<td class=\"pick-cell\"><input class=\"form-check-input pick\" type=\"checkbox\" form=\"selection\" name=\"{name}\" value=\"{value}\" aria-label=\"{texts["lists.select", label]}\" autocomplete=\"off\" /></td>");
}
