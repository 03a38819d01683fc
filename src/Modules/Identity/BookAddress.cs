using System.Text.Json.Serialization;

namespace Modular.Identity;

/// <summary>An address of the account's book.</summary>
internal sealed record BookAddress : IVersioned
{
    public const string Columns =
        """
        a.id, a.name, a.attention, a.line1, a.line2, a.city, a.region, a.postal_code, a.country::text AS country, a.phone,
        a.is_ship_to, a.is_bill_to, a.is_default_ship_to, a.is_default_bill_to, a.version, a.changed_at
        """;

    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string? Attention { get; init; }
    public string Line1 { get; init; } = "";
    public string? Line2 { get; init; }
    public string City { get; init; } = "";
    public string? Region { get; init; }
    public string PostalCode { get; init; } = "";
    public string Country { get; init; } = "";
    public string? Phone { get; init; }

    /// <summary><c>shipTo</c>, <c>billTo</c>, or both.</summary>
    public IReadOnlyList<string> Kinds => Of(IsShipTo, IsBillTo);

    /// <summary>The kinds for which it is the account's default.</summary>
    public IReadOnlyList<string> DefaultFor => Of(IsDefaultShipTo, IsDefaultBillTo);

    public long Version { get; init; }
    public DateTime ChangedAt { get; init; }

    [JsonIgnore] public bool IsShipTo { get; init; }
    [JsonIgnore] public bool IsBillTo { get; init; }
    [JsonIgnore] public bool IsDefaultShipTo { get; init; }
    [JsonIgnore] public bool IsDefaultBillTo { get; init; }

    [JsonIgnore]
    public Address Address => new(Name, Line1, Line2, City, Region, PostalCode, Country) { Attention = Attention, Phone = Phone };

    private static IReadOnlyList<string> Of(bool shipTo, bool billTo) => (shipTo, billTo) switch
    {
        (true, true) => AddressKinds.All,
        (true, _) => [AddressKinds.ShipTo],
        (_, true) => [AddressKinds.BillTo],
        _ => [],
    };
}
