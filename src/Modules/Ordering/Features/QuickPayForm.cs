namespace Modular.Ordering.Features;

/// <summary>What the page of a quick-pay profile posts.</summary>
internal sealed class QuickPayForm
{
    public string? Name { get; set; }
    public string? ShipToAddressId { get; set; }
    public string? BillToAddressId { get; set; }
    public string? PaymentMethodId { get; set; }
    public bool ShipComplete { get; set; }

    /// <summary>The version that the page showed.</summary>
    public string? Version { get; set; }

    /// <summary>Made with the form of a new profile: a double click asks for the same one.</summary>
    public string? Key { get; set; }

    public static QuickPayForm Of(QuickPayProfile p) => new()
    {
        Name = p.Name, ShipToAddressId = p.ShipToId.ToString(), BillToAddressId = p.BillToId?.ToString(), PaymentMethodId = p.PaymentTypeId.ToString(),
        ShipComplete = p.ShipComplete, Version = p.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    public QuickPayEntry ToEntry() => new(Name, Id(ShipToAddressId), Id(BillToAddressId), Id(PaymentMethodId), ShipComplete);

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
