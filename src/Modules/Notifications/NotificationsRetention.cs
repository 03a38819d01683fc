using Modular.BuildingBlocks.Data;

namespace Modular.Notifications;

/// <summary>What was told and is over is kept for 90 days; what is dead or unread waits for somebody.</summary>
internal static class NotificationsRetention
{
    public static readonly IReadOnlyList<Retention> All =
    [
        new("""
            DELETE FROM notifications.messages WHERE id IN (
                SELECT id FROM notifications.messages WHERE written_at < now() - interval '90 days' AND status IN ('sent', 'collected')
                ORDER BY written_at LIMIT @atOnce)
            """),
        new("""
            DELETE FROM notifications.inbox WHERE id IN (
                SELECT id FROM notifications.inbox WHERE told_at < now() - interval '90 days' AND read_at IS NOT NULL ORDER BY told_at LIMIT @atOnce)
            """),
        new("""
            DELETE FROM notifications.webhook_deliveries WHERE id IN (
                SELECT id FROM notifications.webhook_deliveries WHERE written_at < now() - interval '90 days' AND status <> 'waiting'
                ORDER BY written_at LIMIT @atOnce)
            """),
        new("""
            UPDATE notifications.webhooks SET old_secret = NULL, old_secret_until = NULL WHERE id IN (
                SELECT id FROM notifications.webhooks WHERE old_secret_until < now() LIMIT @atOnce)
            """),
    ];
}
