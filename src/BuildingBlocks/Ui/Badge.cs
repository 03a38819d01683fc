using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A status: its colour and its word.</summary>
public sealed class Badge : Fragment
{
    [Parameter] public Tone Tone { get; set; }

    [Parameter, EditorRequired] public string Text { get; set; } = "";

    protected override string Markup => Of(Tone, Text).Value;

    /// <summary>The same without a component, for rows that there are many of.</summary>
    public static MarkupString Of(Tone tone, string text) => Html.Of($"<span class=\"badge {tone.Class()}\">{text}</span>");
}
