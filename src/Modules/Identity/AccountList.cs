using Modular.BuildingBlocks.Lists;

namespace Modular.Identity;

/// <summary>Every account of the distributor as a list for its staff.</summary>
internal static class AccountList
{
    public static readonly ListShape Shape = new(
        "accounts", "/accounts", AccountFilter.Sorts.Default,
        new("name", "identity.company_name", "name"),
        new("number", "identity.account_number", "number"),
        new("kind", "identity.account_kind", "kind"),
        new("country", "identity.country", "country"),
        new("currency", "identity.currency", "currency"),
        new("status", "identity.status", "status"),
        new("createdAt", "identity.created_at", "-createdAt"));
}
