using Modular.BuildingBlocks.Lists;
using Modular.BuildingBlocks.Ui;

namespace Modular.Billing;

/// <summary>Which payment types a list or a download shows.</summary>
/// <param name="Kind">One of <see cref="PaymentKinds.All"/>; null: all.</param>
internal sealed record PaymentMethodFilter(string? Kind)
{
    /// <summary>By status the default comes first, then the oldest.</summary>
    public static readonly Sorting Sorts = new(
        new Dictionary<string, string>
        {
            ["status"] = "ROW(NOT is_default, added_at)", ["type"] = "concat_ws(' ', kind, brand, last4)", ["holder"] = "lower(holder)",
            ["expiry"] = "expiry_year * 100 + expiry_month",
        },
        "status", "id");

    public static readonly ListShape Shape = new(
        "payment-methods", "/payment-methods", Sorts.Default,
        new("type", "billing.payment_type", "type"),
        new("holder", "billing.holder", "holder"),
        new("expiry", "billing.expiry", "expiry"),
        new("status", "billing.status", "status"));

    // An account has a hundred at most.
    public string Sql => "FROM billing.payment_methods WHERE account_id = @accountId" + (Kind is null ? "" : " AND kind = @Kind");

    public object Args(Guid accountId, int size = 0, long offset = 0) => new { accountId, Kind, size, offset };
}

/// <summary>The shape of a <see cref="PaymentMethodFilter"/>.</summary>
internal sealed class PaymentMethodFilterRules : AbstractValidator<PaymentMethodFilter>
{
    public PaymentMethodFilterRules() => RuleFor(f => f.Kind).Must(kind => kind is null || PaymentKinds.All.Contains(kind))
        .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", PaymentKinds.All)]).OverridePropertyName("kind");
}
