namespace Modular.Notifications.Webhooks;

/// <summary>Where an account's own programs are told.</summary>
internal sealed record WebhookView : IVersioned
{
    public const string Columns =
        "id, url, events, created_at, version, CASE WHEN old_secret_until > @now THEN old_secret_until END AS old_secret_until";

    public Guid Id { get; init; }
    public string Url { get; init; } = "";
    /// <summary>What it is told of: <c>order.placed</c>.</summary>
    public string[] Events { get; init; } = [];
    public DateTime CreatedAt { get; init; }
    /// <summary>Until when the secret before this one signs, too; null: there is none.</summary>
    public DateTime? OldSecretUntil { get; init; }
    public long Version { get; init; }

    public static string Subject(Guid id) => $"webhook/{id:N}";
}

/// <summary>One event on its way to a webhook.</summary>
/// <param name="Answer">The last HTTP status, if there was one.</param>
internal sealed record DeliveryView(
    Guid Id, string Type, string Body, string Status, int Attempts, int? Answer, string? LastError, DateTime WrittenAt, DateTime? DeliveredAt);

/// <summary>What webhooks can be told of.</summary>
internal static class WebhookEvents
{
    public const string OrderPlaced = "order.placed", Test = "test";

    public static readonly IReadOnlyList<string> All = [OrderPlaced];
}
