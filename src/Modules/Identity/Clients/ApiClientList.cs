using Modular.BuildingBlocks.Lists;

namespace Modular.Identity.Clients;

/// <summary>The account's programs as a list.</summary>
internal static class ApiClientList
{
    public static readonly ListShape Shape = new(
        "api-clients", "/api-clients", ApiClientFilter.Sorts.Default,
        new("name", "identity.name", "name"),
        new("clientId", "identity.client.id", "clientId"),
        new("scopes", "identity.client.scopes", "scopes"),
        new("createdBy", "identity.client.created_by", "createdBy"),
        new("lastUsedAt", "identity.client.last_used", "-lastUsedAt"),
        new("status", "identity.status", "status"));
}
