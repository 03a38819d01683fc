using Dapper;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Ordering;

namespace Modular.Baskets;

/// <summary>Writes the order's number on a basket that was closed without it, by a host of an earlier version, or with that of a request that lost to another of the same order.</summary>
internal sealed class OrderNumbers : IBatchConsumer<OrderPlaced>
{
    private const string Write =
        """
        UPDATE baskets.baskets b SET order_number = o.number, version = version + 1
        FROM unnest(@numbers, @baskets, @accounts, @orders) AS o (number, basket_id, account_id, order_id)
        WHERE b.id = o.basket_id AND b.account_id = o.account_id AND b.order_id = o.order_id AND b.order_number IS DISTINCT FROM o.number
        """;

    public Task Handle(IReadOnlyList<Delivered<OrderPlaced>> events, CancellationToken ct) => events[0].Delivery.Connection.ExecuteAsync(new CommandDefinition(
        Write,
        new
        {
            numbers = events.Select(e => e.Event.Number).ToArray(), baskets = events.Select(e => e.Event.BasketId).ToArray(),
            accounts = events.Select(e => e.Event.AccountId).ToArray(), orders = events.Select(e => e.Event.OrderId).ToArray(),
        },
        events[0].Delivery.Transaction, cancellationToken: ct));
}
