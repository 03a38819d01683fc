using Modular.BuildingBlocks.Lists;
using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications;

/// <summary>The columns of the staff's list of e-mails, and their statuses.</summary>
internal static class MessageList
{
    public static readonly IReadOnlyList<string> Statuses = ["waiting", "daily", "collected", "sent", "dead"];

    public static readonly Sorting Sorts = new(
        new Dictionary<string, string> { ["writtenAt"] = "written_at", ["email"] = "email", ["status"] = "status", ["attempts"] = "attempts" }, "-writtenAt", "id");

    public static readonly ListShape Shape = new(
        "messages", "/notifications/messages", Sorts.Default,
        new("subject", "notifications.message.subject"),
        new("email", "notifications.message.email", "email"),
        new("kind", "notifications.message.kind"),
        new("status", "notifications.message.status", "status"),
        new("attempts", "notifications.message.attempts", "-attempts", Numeric: true),
        new("writtenAt", "notifications.message.written", "-writtenAt"),
        new("sentAt", "notifications.message.sent"));

    public static Tone Tone(string status) => status switch
    {
        "sent" => BuildingBlocks.Ui.Tone.Good,
        "dead" => BuildingBlocks.Ui.Tone.Bad,
        "waiting" => BuildingBlocks.Ui.Tone.Info,
        _ => BuildingBlocks.Ui.Tone.Neutral,
    };
}

/// <param name="Kind">What it is about.</param>
/// <param name="Status"><c>waiting</c>, <c>daily</c> (for the next daily e-mail), <c>collected</c> (went out in one), <c>sent</c> or <c>dead</c>.</param>
internal sealed record MessageView(
    Guid Id, string Kind, string Email, string Name, string Language, string Subject, string Status, int Attempts, string? LastError,
    DateTime WrittenAt, DateTime? SentAt, DateTime? NextAttemptAt);
