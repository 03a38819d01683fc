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
}
