namespace Modular.Notifications;

internal static class NotificationErrors
{
    public static readonly Error Unknown = Error.NotFound("notifications.unknown");
    public static readonly Error MessageUnknown = Error.NotFound("notifications.message_unknown");
    public static readonly Error NotDead = Error.Conflict("notifications.not_dead");
    public static readonly Error Expired = Error.Conflict("notifications.expired");
    public static readonly Error KindRequired = Error.Invalid("notifications.kind_required", "kinds");

    public static readonly Error WebhookUnknown = Error.NotFound("notifications.webhook_unknown");
    public static readonly Error WebhookChanged = Error.Stale("notifications.webhook_changed");
    public static readonly Error TargetRefused = Error.Invalid("notifications.target_refused", "url");
    public static readonly Error EventsUnknown = Error.Invalid("notifications.events_unknown", "events", string.Join(", ", Webhooks.WebhookEvents.All));
    public static readonly Error WebhooksFull = Error.Conflict("notifications.webhooks_full");

    public static Error KindUnknown(string kind) => Error.Invalid("notifications.kind_unknown", "kinds", kind);
}
