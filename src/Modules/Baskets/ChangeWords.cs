using Modular.Baskets.Features;
using Modular.BuildingBlocks.Ui;

namespace Modular.Baskets;

/// <summary>A change of a basket in the reader's words.</summary>
internal static class ChangeWords
{
    /// <summary>Who did what: "Bruno: quantity of AB-1 from 2 to 5".</summary>
    public static string Change(this Texts texts, SeeChanges.Item change) =>
        texts["baskets.change.by", change.By.Name, texts["baskets.change." + change.Kind, change.Sku, change.Before, change.After]];
}
