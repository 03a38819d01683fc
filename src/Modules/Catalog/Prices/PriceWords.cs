using System.Globalization;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Catalog;

namespace Modular.Catalog.Prices;

/// <summary>Says in the caller's language why a price is what it is.</summary>
internal sealed class PriceWords(Texts texts)
{
    /// <summary><c>Andes Premier: 12 % off the retail price of Networking &gt; Switches.</c></summary>
    public string Explain(PriceReason reason) => reason.Rule switch
    {
        "list_fixed" => texts["catalog.reason.fixed", reason.ListName],
        "list_percent" => texts["catalog.reason.percent", reason.ListName, reason.PercentOff!.Value.ToString("0.##", CultureInfo.CurrentCulture), Target(reason)],
        _ => texts["catalog.reason.retail"],
    };

    private string Target(PriceReason reason) => (reason.Sku, reason.Vendor, reason.Category) switch
    {
        (not null, _, _) => texts["catalog.reason.this_product"],
        (_, { } vendor, { } category) => texts["catalog.reason.vendor_in_category", vendor, category],
        (_, { } vendor, _) => vendor,
        (_, _, { } category) => category,
        _ => texts["catalog.reason.all_products"],
    };
}
