using Modular.Integration.Baskets;
using Modular.Integration.Billing;
using Modular.Integration.Catalog;
using Modular.Integration.Identity;

namespace Modular.Ordering.Features;

/// <summary>Shows a basket as it would be ordered now: present prices and availability, and what has changed since it was filled.</summary>
internal static class PrepareOrder
{
    /// <summary>Addresses offered at once; of more, those that fit a search.</summary>
    private const int OfferedAddresses = 20;

    /// <param name="ProfileId">A quick-pay profile to begin with.</param>
    /// <param name="AddressSearch">Which addresses of the book to offer; null: the first.</param>
    [Requires(OrderingPrivileges.Place)]
    public sealed record Query(Guid BasketId, string? AddressSearch = null, Guid? ProfileId = null) : IRequest<Result<View>>;

    public sealed class Handler(ICheckout baskets, IPriceBook prices, OrderReading orders, IAddressBook book, IPayments payments, QuickPayProfiles profiles, Caller caller) : IRequestHandler<Query, Result<View>>
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
            var addresses = await book.Choices(caller.AccountId, billTo: false, request.AddressSearch, OfferedAddresses, cancellationToken);
            var profile = request.ProfileId is { } id && caller.Has(QuickPayProfile.Feature) ? await profiles.Find(caller.AccountId, id, cancellationToken) : null;
            return new View(
                basket, PricedBasket.Of(basket.Lines, quotes), addresses,
                await book.Choices(caller.AccountId, billTo: true, null, OfferedAddresses, cancellationToken),
                caller.Has(Paying.Feature) ? await payments.Choices(caller.AccountId, cancellationToken) : [], profile);
        }
    }

    internal sealed record View(BasketToOrder Basket, PricedBasket Priced, AddressChoices Addresses, AddressChoices BillTo, IReadOnlyList<PaymentType> Payments, QuickPayProfile? Profile);
}
