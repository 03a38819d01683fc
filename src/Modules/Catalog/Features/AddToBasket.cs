using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Modular.BuildingBlocks.Ui;

namespace Modular.Catalog.Features;

/// <summary>A quantity field and "Agregar" (CA-04), for one product into one basket.</summary>
public sealed class AddToBasket : Fragment
{
    [Parameter, EditorRequired] public string Sku { get; set; } = "";

    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>"new" for a new basket.</summary>
    [Parameter, EditorRequired] public string BasketId { get; set; } = "";

    /// <summary>The account lacks the certification (CA-03).</summary>
    [Parameter] public bool Refused { get; set; }

    [Inject] private AntiforgeryStateProvider Forms { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    protected override string Markup => Refused ? Html.Of($"<span class=\"explained\">{T["catalog.certification_missing"]}</span>").Value : Html.Of(
        $"""
        <form method="post" action="/baskets/add" class="add-to-basket">
        {Html.Token(Forms)}
        <input type="hidden" name="sku" value="{Sku}" />
        <input type="hidden" name="basketId" value="{(BasketId == "new" ? "" : BasketId)}" />
        <input type="hidden" name="returnUrl" value="{Navigation.Here()}" />
        <input class="qty" type="number" name="quantity" value="1" min="1" max="99999" inputmode="numeric" aria-label="{T["catalog.quantity_of", Name]}" data-row-input />
        <button class="btn btn-sm btn-primary" aria-label="{T["catalog.add_named", Name]}">{T["catalog.add"]}</button>
        </form>
        """).Value;
}
