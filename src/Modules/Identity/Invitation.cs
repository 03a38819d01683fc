using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>An invitation that was sent and not yet answered.</summary>
internal sealed record Invitation
{
    public const string Open = "accepted_by IS NULL AND withdrawn_at IS NULL";

    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string[] Privileges { get; init; } = [];
    public DateTime SentAt { get; init; }
    public DateTime ValidUntil { get; init; }

    /// <returns>Why the caller may not change this invitation, or null.</returns>
    public static async Task<Error?> Refuse(Db db, Caller caller, Guid id, CancellationToken ct) =>
        !await db.One<bool>(
            $"SELECT EXISTS (SELECT FROM identity.invitations WHERE id = @id AND account_id = @AccountId AND {Open})", new { id, caller.AccountId }, ct)
            ? IdentityErrors.InvitationUnknown
            : caller.IsAdministrator ? null : IdentityErrors.AdministratorsOnly;
}
