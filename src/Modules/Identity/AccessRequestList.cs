using Modular.BuildingBlocks.Lists;

namespace Modular.Identity;

/// <summary>Requests for tools as a list.</summary>
internal static class AccessRequestList
{
    public static readonly ListShape Shape = new(
        "access-requests", "/access-requests", AccessRequestFilter.Sorts.Default,
        new("user", "identity.name", "user"),
        new("tool", "identity.tool", "tool"),
        new("reason", "identity.reason"),
        new("status", "identity.status", "status"),
        new("askedAt", "identity.asked_at", "-askedAt"));
}
