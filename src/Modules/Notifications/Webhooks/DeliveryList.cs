using Modular.BuildingBlocks.Lists;
using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications.Webhooks;

/// <summary>A webhook's log as a list.</summary>
internal static class DeliveryList
{
    public const string Exists = "SELECT EXISTS (SELECT FROM notifications.webhooks WHERE id = @Id AND account_id = @AccountId)";

    public const string Columns = "id, type, body, status, attempts, answer, last_error, written_at, delivered_at";

    public static readonly IReadOnlyList<string> Statuses = ["waiting", "delivered", "dead"];

    public static readonly Sorting Sorts = new(new Dictionary<string, string> { ["writtenAt"] = "written_at" }, "-writtenAt", "id");

    public static readonly ListShape Shape = new(
        "deliveries", "/webhooks", Sorts.Default,
        new("type", "notifications.webhook.event"),
        new("status", "notifications.message.status"),
        new("attempts", "notifications.message.attempts", Numeric: true),
        new("writtenAt", "notifications.message.written", "-writtenAt"));

    /// <summary>FROM and WHERE.</summary>
    public static string Sql(string? status) =>
        "FROM notifications.webhook_deliveries WHERE webhook_id = @Id AND account_id = @AccountId" + (string.IsNullOrEmpty(status) ? "" : " AND status = @Status");

    public static IRuleBuilderOptions<T, string?> DeliveryStatus<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(s => string.IsNullOrEmpty(s) || Statuses.Contains(s))
        .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", Statuses)]).OverridePropertyName("status");
}
