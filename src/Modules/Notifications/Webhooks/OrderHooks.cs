using System.Text.Json;
using Dapper;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Ordering;

namespace Modular.Notifications.Webhooks;

/// <summary>Puts orders before those of their accounts' webhooks that want orders, in the delivery's transaction.</summary>
internal sealed class OrderHooks(TimeProvider time) : IBatchConsumer<OrderPlaced>
{
    public const string Put =
        """
        INSERT INTO notifications.webhook_deliveries (id, webhook_id, account_id, event_id, type, body, status, next_attempt_at, written_at)
        SELECT gen_random_uuid(), w.id, w.account_id, e.id, @type, e.body, 'waiting', @now, @now
        FROM unnest(@events, @accounts, @bodies) AS e (id, account_id, body)
        JOIN notifications.webhooks w ON w.account_id = e.account_id AND (@type = ANY(w.events) OR w.id = @only)
        ON CONFLICT (webhook_id, event_id) DO NOTHING
        """;

    public Task Handle(IReadOnlyList<Delivered<OrderPlaced>> events, CancellationToken ct) => events[0].Delivery.Connection.ExecuteAsync(new CommandDefinition(
        Put,
        new
        {
            type = WebhookEvents.OrderPlaced, only = (Guid?)null, now = time.GetUtcNow().UtcDateTime,
            events = events.Select(e => e.Delivery.EventId).ToArray(), accounts = events.Select(e => e.Event.AccountId).ToArray(),
            bodies = events.Select(e => Body(e.Event, e.Delivery.OccurredAt)).ToArray(),
        },
        events[0].Delivery.Transaction, cancellationToken: ct));

    private static string Body(OrderPlaced e, DateTime told) => Body(WebhookEvents.OrderPlaced, told, new
    {
        e.OrderId, e.Number, e.PurchaseOrderNumber, e.Total, e.Currency, e.Lines, e.BackorderedUnits, placedAt = e.At,
    });

    public static string Body(string type, DateTime timestamp, object data) => JsonSerializer.Serialize(new { type, timestamp, data }, Json.Options);
}
