namespace Modular.Ordering;

internal static class OrderingErrors
{
    public static readonly Error Unknown = Error.NotFound("ordering.unknown");
    public static readonly Error NothingFound = Error.NotFound("ordering.lookup_nothing");
    public static readonly Error BasketUnknown = Error.NotFound("ordering.basket_unknown");
    public static readonly Error AddressUnknown = Error.NotFound("ordering.address_unknown").On("addressId");
    public static readonly Error BasketNotYours = Error.Forbidden("ordering.basket_not_yours");
    public static readonly Error BasketEmpty = Error.Conflict("ordering.basket_empty");
    public static readonly Error BasketChanged = Error.Stale("ordering.basket_changed");
    public static readonly Error VersionRequired = Error.PreconditionRequired("ordering.version_required");
    public static readonly Error PriceChanged = Error.Conflict("ordering.price_changed");
    public static readonly Error BeingMade = Error.Conflict("ordering.being_made");

    public static readonly Error BillToUnknown = Error.NotFound("ordering.bill_to_unknown").On("billToAddressId");
    public static readonly Error PaymentTypeUnknown = Error.NotFound("ordering.payment_type_unknown").On("paymentMethodId");
    public static readonly Error PaymentTypeExpired = Error.Conflict("ordering.payment_type_expired").On("paymentMethodId");
    public static readonly Error PaymentPending = Error.Conflict("ordering.payment_pending");
    public static readonly Error PaymentBusy = Error.Conflict("ordering.payment_busy");
    public static readonly Error PaymentUnconfirmed = Error.Conflict("ordering.payment_unconfirmed");
    public static readonly Error ConfirmationUnknown = Error.NotFound("ordering.confirmation_unknown");
    public static readonly Error ProfileUnknown = Error.NotFound("ordering.profile_unknown").On("quickPayProfileId");
    public static readonly Error ProfileExists = Error.Conflict("ordering.profile_exists").On("name");
    public static readonly Error ProfileChanged = Error.Stale("ordering.profile_changed");
    public static readonly Error TooManyProfiles = Error.Conflict("ordering.too_many_profiles");
    public static readonly Error PurchaseOrderMissing = Error.Invalid("ordering.purchase_order_missing", "purchaseOrderNumber");

    // What a quick payment can come back with to the checkout, where its sentence stands at its field.
    private static readonly Error[] Shown =
    [
        PurchaseOrderMissing, PaymentTypeUnknown, PaymentTypeExpired, PaymentPending, PaymentBusy, AddressUnknown, BillToUnknown, ProfileUnknown with { Field = null },
        BasketNotYours, BasketChanged, BeingMade,
    ];

    /// <param name="reason">The provider's code.</param>
    public static Error PaymentDeclined(string? reason) => Error.Conflict(
        "ordering.payment_declined", OrderingTexts.Own.Find("ordering.declined." + reason) ?? OrderingTexts.Own["ordering.declined.other"]).On("paymentMethodId");

    /// <summary>The refusal that a page's address names; null: none that is told there.</summary>
    public static Error? Named(string? code, string? reason) =>
        code == "ordering.payment_declined" ? PaymentDeclined(reason) : Array.Find(Shown, error => error.Code == code);

    public static Error OrderedAlready(string number) => Error.Conflict("ordering.ordered_already", number);

    public static Error NotOrderable(IEnumerable<string> skus) =>
        Error.Conflict("ordering.not_orderable", string.Join(", ", skus));
}
