using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A picture from the sprite, never without a word beside it.</summary>
public sealed class Icon : Fragment
{
    /// <summary>A line of <c>build/icons.txt</c>.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter] public string? Class { get; set; }

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup => Files.Icon(Name, Class).Value;
}
