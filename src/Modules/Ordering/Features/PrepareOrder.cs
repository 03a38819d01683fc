using Modular.Integration.Baskets;
using Modular.Integration.Catalog;

namespace Modular.Ordering.Features;

/// <summary>Shows a basket as it would be ordered now: present prices and availability, and what has changed since it was filled.</summary>
internal static class PrepareOrder
{
    [Requires(OrderingPrivileges.Place)]
    public sealed record Query(Guid BasketId) : IRequest<Result<View>>;

    public sealed class Handler(ICheckout baskets, IPriceBook prices, OrderReading orders, Caller caller) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await baskets.Find(caller.AccountId, caller.UserId, request.BasketId, cancellationToken) is not { } basket)
                return OrderingErrors.BasketUnknown;
            if (basket.OrderedAs is { } orderId)
            {
                return await orders.Find(caller.AccountId, orderId, cancellationToken) is { } order
                    ? OrderingErrors.OrderedAlready(order.Number)
                    : OrderingErrors.BeingMade;
            }

            var quotes = await prices.FindNow(caller.AccountId, [.. basket.Lines.Select(l => l.Sku)], cancellationToken);
            return new View(basket, PricedBasket.Of(basket.Lines, quotes));
        }
    }

    internal sealed record View(BasketToOrder Basket, PricedBasket Priced);
}
