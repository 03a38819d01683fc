using Modular.BuildingBlocks.Lists;

namespace Modular.Ordering;

/// <summary>The account's orders as a list.</summary>
internal static class OrderList
{
    public static readonly ListShape Shape = new(
        "orders", "/orders", OrderFilter.Sorts.Default,
        new("number", "ordering.number", "number"),
        new("reseller", "ui.reseller"),
        new("date", "ordering.date", "-placedAt"),
        new("purchaseOrderNumber", "ordering.customer_number"),
        new("endCustomer", "ordering.customer"),
        new("status", "ordering.order_status", "status"),
        new("deliveryStatus", "ordering.delivery_status"),
        new("total", "ordering.total", "-total", Numeric: true));
}
