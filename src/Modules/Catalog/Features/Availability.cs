using System.Globalization;
using Microsoft.AspNetCore.Components;
using Modular.BuildingBlocks.Ui;

namespace Modular.Catalog.Features;

/// <summary>How many can be shipped now, in words and colour.</summary>
public sealed class Availability : Fragment
{
    [Parameter, EditorRequired] public int Available { get; set; }

    [Inject] private Texts T { get; set; } = null!;

    protected override string Markup => Html.Of(
        $"<span class=\"{(Available > 0 ? "tone-good" : "tone-warning")} tone-text\">{(Available > 0 ? T["catalog.available", Available.ToString("N0", CultureInfo.CurrentCulture)] : T["catalog.not_available"])}</span>").Value;
}
