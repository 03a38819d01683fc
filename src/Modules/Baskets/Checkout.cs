using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Baskets;

namespace Modular.Baskets;

/// <inheritdoc cref="ICheckout"/>
internal sealed class Checkout(RememberedBaskets remembered, BasketLoading loading, IGrainFactory grains) : ICheckout
{
    public async Task<BasketToOrder?> Find(Guid accountId, Guid userId, Guid basketId, CancellationToken ct = default)
    {
        var found = await remembered.Find(accountId, basketId, ct) ?? await loading.Load(accountId, basketId, DateTime.MaxValue, ct);
        if (found is not { } basket) return null;
        var isOwner = basket.OwnerId == userId;
        if (basket.Status == BasketStatus.Deleted || (!isOwner && basket.Details.Visibility == Visibility.Private)) return null;
        var details = basket.Details;
        return new BasketToOrder(
            basket.Id, details.Name, basket.Version, details.Visibility == Visibility.Shared, basket.OrderId,
            details.PurchaseOrderNumber, details.EndCustomer, details.Notes,
            [.. basket.Lines.Select(l => new LineToOrder(l.Id, l.Offer.Sku, l.Quantity, l.UnitPrice, l.Offer.Currency, l.Notes))]) { IsOwn = isOwner };
    }

    public async Task<CloseOutcome> Close(BasketCheckedOut checkout, bool canEditShared, CancellationToken ct = default)
    {
        var message = OutboxMessage.From(checkout, checkout.Key, checkout.AccountId, checkout.At);
        var closed = await grains.Basket(checkout.AccountId, checkout.BasketId).Close(
            new Editor(checkout.UserId, canEditShared), checkout.OrderId, checkout.BasketVersion, CheckoutNote.Of(message, checkout.Number));
        return closed.Error switch
        {
            null => CloseOutcome.Closed,
            { Kind: ErrorKind.Stale } or { Code: "baskets.busy" } => CloseOutcome.Changed,
            { Code: "baskets.ordered" } => CloseOutcome.OrderedAlready,
            { Kind: ErrorKind.Forbidden } => CloseOutcome.NotYours,
            _ => CloseOutcome.Gone,
        };
    }
}
