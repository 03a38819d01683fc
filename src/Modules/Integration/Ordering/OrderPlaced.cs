namespace Modular.Integration.Ordering;

/// <summary>An order was placed and confirmed to the reseller; the order confirmation (OR-15) is made from it.</summary>
/// <param name="PaymentKind"><c>card</c>, <c>terms</c>, <c>transfer</c>; null: nothing was said of payment.</param>
public sealed record OrderPlaced(
    Guid OrderId,
    string Number,
    Guid AccountId,
    Guid UserId,
    Guid BasketId,
    string PurchaseOrderNumber,
    string Currency,
    decimal Total,
    int Lines,
    int BackorderedUnits,
    DateTime At,
    string? PaymentKind = null);
