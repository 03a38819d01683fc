namespace Modular.Integration.Billing;

/// <summary>How an account pays, and the asking for it; nothing is taken here, only held.</summary>
public interface IPayments
{
    /// <summary>The account's payment types, the default first; expired cards are left out.</summary>
    Task<IReadOnlyList<PaymentType>> Choices(Guid accountId, CancellationToken ct = default);

    /// <summary>The payment type, or null where this account has none of that id.</summary>
    Task<PaymentType?> Find(Guid accountId, Guid id, CancellationToken ct = default);

    /// <summary>
    /// Has the order's amount authorized where its payment type needs that: once for a basket, however often and by whomever it is asked.
    /// What was authorized for the basket before and does not fit any more is given back.
    /// </summary>
    Task<Payment> Authorize(PaymentWish wish, CancellationToken ct = default);

    /// <summary>Gives back what was authorized for an order that will not be.</summary>
    Task Release(Guid accountId, Guid orderId, CancellationToken ct = default);
}

/// <param name="Kind"><c>card</c>, <c>terms</c> or <c>transfer</c>.</param>
/// <param name="Label">As people tell it from others: "Visa •••• 4242".</param>
public sealed record PaymentType(Guid Id, string Kind, string Label, bool IsDefault, bool IsExpired);

/// <param name="ReturnPath">Where a buyer comes back to after confirming to the bank, with the order's id put at its end.</param>
public sealed record PaymentWish(Guid AccountId, Guid OrderId, Guid BasketId, Guid PaymentTypeId, decimal Amount, string Currency, string ReturnPath);

/// <param name="OrderId">The order that the amount is held for; another than was asked for where that one was asked for first.</param>
/// <param name="ConfirmationUrl">Where the buyer confirms, in that state.</param>
/// <param name="Reason">The provider's code of why it was declined.</param>
public sealed record Payment(PaymentState State, Guid OrderId, PaymentType? Type = null, string? ConfirmationUrl = null, string? Reason = null);

public enum PaymentState
{
    /// <summary>The amount is held, or the payment type needs no asking.</summary>
    Granted,
    Declined,
    /// <summary>The buyer has to confirm to the bank first.</summary>
    NeedsConfirmation,
    /// <summary>The provider has not answered; asking again resolves it.</summary>
    Pending,
    /// <summary>Somebody else is about to order the same basket with another payment.</summary>
    Busy,
    /// <summary>The account has no such payment type.</summary>
    Unknown,
    Expired,
}
