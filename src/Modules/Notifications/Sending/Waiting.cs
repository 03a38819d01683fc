namespace Modular.Notifications.Sending;

/// <summary>A message that this host has claimed.</summary>
internal sealed record Waiting
{
    public Guid Id { get; init; }
    public string Template { get; init; } = "";
    public string Email { get; init; } = "";
    public string Name { get; init; } = "";
    public string Language { get; init; } = "";
    public string Subject { get; init; } = "";
    public string[] Args { get; init; } = [];
    public string? Link { get; init; }
    public string? Secret { get; init; }
    public int Attempts { get; init; }
    public DateTime? ValidUntil { get; init; }
}
