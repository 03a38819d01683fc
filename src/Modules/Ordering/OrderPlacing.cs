using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Baskets;
using Modular.Integration.Catalog;

namespace Modular.Ordering;

/// <summary>Makes the order of a basket that was checked out: once, however often and from wherever it is asked.</summary>
internal sealed class OrderPlacing(OrderStore orders, IStock stock)
{
    /// <returns>The order as it was written now; null where it was there already.</returns>
    public async Task<NewOrder?> Place(BasketCheckedOut checkout, CancellationToken ct)
    {
        // Stock first: a reservation without an order is found again by the order's id, an order without one would promise nothing.
        var allocated = await stock.Reserve(
            checkout.OrderId, [.. checkout.Lines.Select(l => new StockWish(l.Sku, l.Quantity))], ct);
        var order = new NewOrder(
            checkout.Number ?? await orders.NextNumber(ct), checkout, [.. checkout.Lines.Select(l => Math.Min(l.Quantity, allocated.GetValueOrDefault(l.Sku)))])
        {
            Actor = Actor.Current with { UserId = checkout.UserId },
        };
        if (await orders.Insert(order)) return order;
        if (await orders.NumberOf(checkout.AccountId, checkout.OrderId, ct) is null)
            throw new InvalidOperationException($"Basket {checkout.BasketId} has become another order than {checkout.OrderId}.");
        return null;
    }
}

/// <summary>Makes the order that the request itself did not get to make, because its host was killed after the basket was closed.</summary>
internal sealed class OrderOfCheckedOutBasket(OrderPlacing placing, OrderStore orders) : IConsumer<BasketCheckedOut>
{
    public async Task Handle(BasketCheckedOut e, Delivery delivery, CancellationToken ct)
    {
        // Most likely it is there: the event is told with a head start for the request.
        if (await orders.NumberOf(e.AccountId, e.OrderId, ct) is null) await placing.Place(e, ct);
    }
}
