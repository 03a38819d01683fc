using Modular.BuildingBlocks.Lists;

namespace Modular.Identity;

/// <summary>The account's people as a list.</summary>
internal static class CollaboratorList
{
    public static readonly ListShape Shape = new(
        "collaborators", "/collaborators", CollaboratorFilter.Sorts.Default,
        new("name", "identity.name", "name"),
        new("access", "identity.accesses", "access"),
        new("email", "identity.email", "email"),
        new("firstAccess", "identity.first_access", "-firstAccess"),
        new("lastAccess", "identity.last_access", "-lastAccess"),
        new("status", "identity.status", "status"));
}
