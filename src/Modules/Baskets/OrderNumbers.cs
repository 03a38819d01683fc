using Dapper;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Ordering;

namespace Modular.Baskets;

/// <summary>Writes the order's number on the basket that it came from.</summary>
internal sealed class OrderNumbers : IConsumer<OrderPlaced>
{
    public Task Handle(OrderPlaced e, Delivery delivery, CancellationToken ct) => delivery.Connection.ExecuteAsync(
        "UPDATE baskets.baskets SET order_number = @Number, version = version + 1 WHERE id = @BasketId AND account_id = @AccountId AND order_id = @OrderId",
        new { e.Number, e.BasketId, e.AccountId, e.OrderId }, delivery.Transaction);
}
