using Modular.Integration.Baskets;
using Modular.Ordering.Features;

namespace Modular.Ordering;

/// <summary>The last steps of one request to order a basket: what is told, the order itself, and the answer to a repetition.</summary>
internal sealed class Placement(OrderPlacing placing, OrderStore store, OrderReading orders, Caller caller, CommandId command, TimeProvider time)
{
    // How long a repetition waits for the order of a host that was killed after closing the basket.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>The order's id is the command's, or that under which its payment was asked for first, so that a repetition after a crash finds its own order.</summary>
    public async Task<BasketCheckedOut> CheckOut(BasketToOrder basket, PricedBasket priced, Terms terms, Paid paid) => new(
        paid.OrderId, basket.Id, basket.Version, caller.AccountId, caller.UserId, basket.Name,
        terms.PurchaseOrderNumber, basket.EndCustomer, basket.Notes, terms.ShipTo, terms.ShipComplete,
        priced.Currency, [.. priced.Lines.Select(l => l.CheckedOut())], Moment.Now(time), terms.BillTo, paid.Payment,
        // Whoever goes away now leaves no amount that was just held behind: the basket is closed as if they waited.
        await store.NextNumber(CancellationToken.None));

    /// <summary>The basket is closed: from here on there will be an order, whether or not the caller still waits for it.</summary>
    public async Task<Result<PlaceOrder.Answer>> Place(BasketCheckedOut checkout)
    {
        var placed = await placing.Place(checkout, CancellationToken.None);
        var order = placed is null
            ? await orders.Find(caller.AccountId, checkout.OrderId, CancellationToken.None)
            : await orders.ViewOf(placed, CancellationToken.None);
        return new PlaceOrder.Answer(order, null);
    }

    /// <summary>The basket was ordered before: by this very command, which then succeeds again, or by another.</summary>
    public async Task<Result<PlaceOrder.Answer>> OrderedAs(Guid orderId, CancellationToken ct)
    {
        if (await Await(orderId, ct) is not { } order) return OrderingErrors.BeingMade;
        return orderId == command.Value
            ? new PlaceOrder.Answer(order, null)
            : Result<PlaceOrder.Answer>.Refused(
                OrderingErrors.OrderedAlready(order.Number), new PlaceOrder.Answer(null, new Collision.OrderedAlready(order.Number)));
    }

    private async Task<OrderView?> Await(Guid orderId, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (await orders.Find(caller.AccountId, orderId, ct) is { } order) return order;
            if (time.GetElapsedTime(began) > Patience) return null;
            await Task.Delay(100, ct);
        }
    }
}
