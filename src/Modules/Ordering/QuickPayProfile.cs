using System.Text.Json.Serialization;

namespace Modular.Ordering;

/// <summary>"Pago rápido": where to ship and bill, how to pay and how to ship, under a name.</summary>
internal sealed record QuickPayProfile : IVersioned
{
    public const string Feature = "quick_pay";

    public const string Columns = "id, account_id, name, ship_to_id, bill_to_id, payment_type_id, ship_complete, version, changed_at";

    public Guid Id { get; init; }
    [JsonIgnore]
    public Guid AccountId { get; init; }
    public string Name { get; init; } = "";
    public Guid ShipToId { get; init; }
    public Guid? BillToId { get; init; }
    public Guid PaymentTypeId { get; init; }
    public bool ShipComplete { get; init; }
    public long Version { get; init; }
    public DateTime ChangedAt { get; init; }

    /// <summary>The ship-to address in one line; null: it is no longer in the book.</summary>
    public string? ShipTo { get; init; }

    /// <summary>The bill-to address in one line; null: there is none, or it is no longer in the book.</summary>
    public string? BillTo { get; init; }

    /// <summary>The payment type; null: it was removed, or the card has expired.</summary>
    public string? Payment { get; init; }

    /// <summary>Whether all that it names is still there.</summary>
    public bool IsUsable => ShipTo is not null && Payment is not null && (BillToId is null || BillTo is not null);
}

/// <summary>What is written down in a profile.</summary>
internal sealed record QuickPayEntry(string? Name, Guid? ShipToAddressId, Guid? BillToAddressId, Guid? PaymentMethodId, bool ShipComplete);

/// <summary>The shape of a <see cref="QuickPayEntry"/>.</summary>
internal sealed class QuickPayEntryRules : AbstractValidator<QuickPayEntry>
{
    public QuickPayEntryRules()
    {
        RuleFor(e => e.Name).NotEmpty().Line(60).OverridePropertyName("name");
        RuleFor(e => e.ShipToAddressId).NotNull().OverridePropertyName("shipToAddressId");
        RuleFor(e => e.PaymentMethodId).NotNull().OverridePropertyName("paymentMethodId");
    }
}
