using System.Globalization;

namespace Modular.Baskets;

internal static class BasketErrors
{
    public static readonly Error Unknown = Error.NotFound("baskets.unknown");
    public static readonly Error LineUnknown = Error.NotFound("baskets.line_unknown");
    public static readonly Error PublicReadOnly = Error.Forbidden("baskets.public_read_only");
    public static readonly Error EditSharedMissing = Error.Forbidden("baskets.edit_shared_missing");
    public static readonly Error Ordered = Error.Conflict("baskets.ordered");
    public static readonly Error NothingToRestore = Error.Conflict("baskets.nothing_to_restore");
    public static readonly Error Changed = Error.Stale("baskets.changed");
    public static readonly Error LineChanged = Error.Stale("baskets.line_changed");
    public static readonly Error VersionRequired = Error.PreconditionRequired("baskets.version_required");
    public static readonly Error LineVersionRequired = Error.PreconditionRequired("baskets.line_version_required");
    public static readonly Error Busy = Error.Conflict("baskets.busy");

    public static readonly Error TooManyLines = Error.Conflict("baskets.too_many_lines", Number(Basket.MaxLines));

    public static readonly Error TooManyTyped = Error.Invalid("baskets.too_many_typed", "lines", Number(QuickOrder.MaxLines));

    public static Error LimitReached(int limit) => Error.Conflict("baskets.limit_reached", Number(limit));

    public static Error NotForSale(string sku) => Error.Invalid("baskets.not_for_sale", "sku", sku);

    public static Error CertificationMissing(string sku, string certification) =>
        Error.Forbidden("baskets.certification_missing", sku, certification).On("sku");

    public static Error CertificationExpired(string sku, string certification, DateOnly lastDay) =>
        Error.Forbidden("baskets.certification_expired", sku, certification, lastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).On("sku");

    /// <returns>Why the account may not buy it for want of a certification, or null.</returns>
    public static Error? Uncertified(Integration.Catalog.Quote quote) => quote switch
    {
        { CertificationHeld: true } => null,
        { CertificationExpiredOn: { } lastDay } => CertificationExpired(quote.Sku, quote.RequiredCertification!, lastDay),
        _ => CertificationMissing(quote.Sku, quote.RequiredCertification!),
    };

    public static Error CurrencyDiffers(string currency, string basketCurrency) =>
        Error.Conflict("baskets.currency_differs", currency, basketCurrency).On("sku");

    public static readonly Error QuantityInvalid = Error.Invalid("baskets.quantity_invalid", "quantity", Number(Basket.MaxQuantity));

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
