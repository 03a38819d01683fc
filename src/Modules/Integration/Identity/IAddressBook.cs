namespace Modular.Integration.Identity;

/// <summary>The addresses that an account has written down, for whoever ships or bills to them.</summary>
public interface IAddressBook
{
    /// <summary>The address, or null where this account has none of that id.</summary>
    Task<PostalAddress?> Find(Guid accountId, Guid addressId, CancellationToken ct = default);

    /// <summary>Those of these addresses that the account has, by id, in one query.</summary>
    Task<IReadOnlyDictionary<Guid, PostalAddress>> FindAll(Guid accountId, IReadOnlyCollection<Guid> addressIds, CancellationToken ct = default);

    /// <summary>Those to ship to, or to bill to; the account's default first, then by name.</summary>
    /// <param name="q">Part of the name, the street, the city or the postal code; null: all.</param>
    Task<AddressChoices> Choices(Guid accountId, bool billTo, string? q, int atMost, CancellationToken ct = default);

    /// <summary>Writes a ship-to address down unless the same is there; repeated with the same id it changes nothing.</summary>
    Task Keep(Guid accountId, Guid id, PostalAddress address, CancellationToken ct = default);
}

/// <param name="Total">How many there are in all.</param>
/// <param name="DefaultId">The account's default, where it is among them.</param>
public sealed record AddressChoices(IReadOnlyList<PostalAddress> Items, int Total, Guid? DefaultId);

/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record PostalAddress(
    Guid Id, string Name, string? Attention, string Line1, string? Line2, string City, string? Region, string PostalCode, string Country,
    string? Phone, bool IsShipTo = true, bool IsBillTo = false);
