namespace Modular.Identity.Features;

/// <summary>What the page of an address posts; everything is text, so that no typing error is lost on the way back.</summary>
internal sealed class AddressForm
{
    public string? Name { get; set; }
    public string? Attention { get; set; }
    public string? Line1 { get; set; }
    public string? Line2 { get; set; }
    public string? City { get; set; }
    public string? Region { get; set; }
    public string? PostalCode { get; set; }
    public string? Country { get; set; }
    public string? Phone { get; set; }
    public bool ShipTo { get; set; }
    public bool BillTo { get; set; }
    public bool DefaultShipTo { get; set; }
    public bool DefaultBillTo { get; set; }

    /// <summary>The version that the page showed.</summary>
    public string? Version { get; set; }

    /// <summary>Made with the form of a new address: a double click asks for the same one.</summary>
    public string? Key { get; set; }

    public static AddressForm Of(BookAddress a) => new()
    {
        Name = a.Name, Attention = a.Attention, Line1 = a.Line1, Line2 = a.Line2, City = a.City, Region = a.Region, PostalCode = a.PostalCode,
        Country = a.Country, Phone = a.Phone, ShipTo = a.IsShipTo, BillTo = a.IsBillTo, DefaultShipTo = a.IsDefaultShipTo, DefaultBillTo = a.IsDefaultBillTo,
        Version = a.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    public Address ToAddress() => new(Name, Line1, Line2, City, Region, PostalCode, Country) { Attention = Attention, Phone = Phone };

    /// <param name="isNew">A new address that is not wished as default may become it as the first of its kind.</param>
    public AddressEntry ToEntry(bool isNew)
    {
        string[] defaults = [.. Kinds(DefaultShipTo, DefaultBillTo)];
        return new AddressEntry(ToAddress(), [.. Kinds(ShipTo, BillTo)], isNew && defaults.Length == 0 ? null : defaults);
    }

    private static IEnumerable<string> Kinds(bool shipTo, bool billTo)
    {
        if (shipTo) yield return AddressKinds.ShipTo;
        if (billTo) yield return AddressKinds.BillTo;
    }
}
