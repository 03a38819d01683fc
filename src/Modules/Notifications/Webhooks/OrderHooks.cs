using System.Text.Json;
using Dapper;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Ordering;

namespace Modular.Notifications.Webhooks;

/// <summary>Puts an order before each of the account's webhooks that wants orders, in the delivery's transaction.</summary>
internal sealed class OrderHooks(TimeProvider time) : IConsumer<OrderPlaced>
{
    public const string Put =
        """
        INSERT INTO notifications.webhook_deliveries (id, webhook_id, account_id, event_id, type, body, status, next_attempt_at, written_at)
        SELECT gen_random_uuid(), id, account_id, @eventId, @type, @body, 'waiting', @now, @now
        FROM notifications.webhooks WHERE account_id = @accountId AND (@type = ANY(events) OR id = @only)
        ON CONFLICT (webhook_id, event_id) DO NOTHING
        """;

    public Task Handle(OrderPlaced e, Delivery delivery, CancellationToken ct) => delivery.Connection.ExecuteAsync(new CommandDefinition(
        Put,
        new
        {
            delivery.EventId, type = WebhookEvents.OrderPlaced, only = (Guid?)null, e.AccountId, now = time.GetUtcNow().UtcDateTime,
            body = Body(WebhookEvents.OrderPlaced, delivery.OccurredAt, new
            {
                e.OrderId, e.Number, e.PurchaseOrderNumber, e.Total, e.Currency, e.Lines, e.BackorderedUnits, placedAt = e.At,
            }),
        },
        delivery.Transaction, cancellationToken: ct));

    public static string Body(string type, DateTime timestamp, object data) => JsonSerializer.Serialize(new { type, timestamp, data }, Json.Options);
}
