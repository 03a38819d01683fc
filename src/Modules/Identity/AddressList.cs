using Modular.BuildingBlocks.Lists;

namespace Modular.Identity;

/// <summary>The account's address book as a list.</summary>
internal static class AddressList
{
    public static readonly ListShape Shape = new(
        "addresses", "/addresses", AddressFilter.Sorts.Default,
        new("name", "identity.address.name", "name"),
        new("address", "identity.address"),
        new("city", "identity.address.city", "city"),
        new("country", "identity.country", "country"),
        new("kinds", "identity.address.kinds"),
        new("changedAt", "identity.address.changed_at", "-changedAt"));
}
