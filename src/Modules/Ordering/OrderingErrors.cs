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

    public static Error OrderedAlready(string number) => Error.Conflict("ordering.ordered_already", number);

    public static Error NotOrderable(IEnumerable<string> skus) =>
        Error.Conflict("ordering.not_orderable", string.Join(", ", skus));
}
