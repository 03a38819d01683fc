using Modular.BuildingBlocks.Lists;

namespace Modular.Baskets;

/// <summary>Baskets as a list.</summary>
internal static class BasketList
{
    public static readonly ListShape Shape = new(
        "baskets", "/baskets", "-changedAt",
        new("name", "baskets.name", "name"),
        new("reseller", "ui.reseller"),
        new("visibility", "baskets.visibility"),
        new("owner", "baskets.owner"),
        new("endCustomer", "baskets.end_customer"),
        new("lines", "baskets.lines", Numeric: true),
        new("total", "baskets.total", Numeric: true),
        new("changedAt", "baskets.changed_at", "-changedAt"));
}
