namespace Modular.Billing;

internal static class BillingErrors
{
    public static readonly Error Unknown = Error.NotFound("billing.payment_method_unknown");
    public static readonly Error KindExists = Error.Conflict("billing.kind_exists").On("kind");
    public static readonly Error KindUnavailable = Error.Conflict("billing.kind_unavailable").On("kind");
    public static readonly Error NoProvider = Error.Conflict("billing.no_provider").On("kind");
    public static readonly Error SetupUnknown = Error.Invalid("billing.setup_unknown", "setup");
    public static readonly Error CardExpired = Error.Invalid("billing.card_expired", "setup");
    public static readonly Error TooMany = Error.Conflict("billing.too_many");
}
