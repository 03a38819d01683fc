using Modular.BuildingBlocks.Lists;

namespace Modular.Identity;

/// <summary>Open invitations as a list.</summary>
internal static class InvitationList
{
    public const string Columns = "id, name, email, privileges, sent_at, valid_until";

    /// <summary>FROM and WHERE.</summary>
    public const string Sql = $"FROM identity.invitations WHERE account_id = @AccountId AND {Invitation.Open}";

    public static readonly Sorting Sorts = new(new Dictionary<string, string> { ["sentAt"] = "sent_at" }, "-sentAt", "id");

    public static readonly ListShape Shape = new(
        "invitations", "/collaborators/invitations", Sorts.Default,
        new("name", "identity.name"),
        new("email", "identity.email"),
        new("sentAt", "identity.invitation.sent_at", "-sentAt"),
        new("validUntil", "identity.invitation.valid_until"));
}
