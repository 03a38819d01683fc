using System.Globalization;

namespace Modular.Ordering.Features;

/// <summary>What the checkout page posts; everything is text, so that no typing error is lost on the way back.</summary>
internal sealed class CheckoutForm
{
    /// <summary>Made with the form: a double click or a reload asks for the same order.</summary>
    public string? Key { get; set; }

    public string? Version { get; set; }

    /// <summary>The total that the page showed.</summary>
    public string? NewTotal { get; set; }

    public bool Agreed { get; set; }

    public string? PurchaseOrderNumber { get; set; }

    /// <summary>An address of the book; empty: the one that is typed in.</summary>
    public string? AddressId { get; set; }

    public string? BillToAddressId { get; set; }

    public string? PaymentMethodId { get; set; }

    public string? AddressSearch { get; set; }

    /// <summary>Set by the button that looks for addresses instead of ordering.</summary>
    public string? Find { get; set; }

    public bool SaveAddress { get; set; }

    public string? Name { get; set; }

    public string? Attention { get; set; }

    public string? Phone { get; set; }

    public string? Line1 { get; set; }

    public string? Line2 { get; set; }

    public string? City { get; set; }

    public string? Region { get; set; }

    public string? PostalCode { get; set; }

    public string? Country { get; set; }

    public bool ShipComplete { get; set; }

    public Guid? ChosenAddress => Id(AddressId);

    public Address ToAddress() => new(Name, Line1, Line2, City, Region, PostalCode, Country) { Attention = Attention, Phone = Phone };

    public PlaceOrder.Command ToCommand(Guid basketId) => new(
        basketId, PurchaseOrderNumber, ChosenAddress, ChosenAddress is null ? ToAddress() : null, SaveAddress && ChosenAddress is null, ShipComplete,
        Agreed && decimal.TryParse(NewTotal, NumberStyles.Number, CultureInfo.InvariantCulture, out var total) ? total : null,
        long.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null)
    {
        BillToAddressId = Id(BillToAddressId), PaymentMethodId = Id(PaymentMethodId),
    };

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
