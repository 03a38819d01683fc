using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Modular.BuildingBlocks.Events;

/// <summary>Hands an event to each of its consumers once: what a consumer changes and that it did is one transaction.</summary>
internal sealed class Inbox(NpgsqlDataSource source, IServiceScopeFactory scopes, IEnumerable<Subscription> subscriptions)
{
    private static readonly ActivitySource Activities = new("Modular");
    private readonly ILookup<string, Subscription> byType = subscriptions.ToLookup(s => s.EventType);

    /// <summary>An event that nobody listens to is delivered by that.</summary>
    public async Task Deliver(OutboxClaim.Told told, CancellationToken ct)
    {
        foreach (var subscription in byType[told.Type]) await Deliver(subscription, told, ct);
    }

    private async Task Deliver(Subscription subscription, OutboxClaim.Told told, CancellationToken ct)
    {
        using var activity = Activities.StartActivity($"{told.Type} -> {subscription.Consumer}");
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var isNew = await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO platform.inbox (consumer, event_id) VALUES (@Consumer, @EventId) ON CONFLICT DO NOTHING",
            new { subscription.Consumer, told.EventId }, transaction, cancellationToken: ct)) == 1;
        if (!isNew) return;

        await using var scope = scopes.CreateAsyncScope();
        var delivery = new Delivery(told.EventId, told.AccountId, told.OccurredAt, told.Attempts + 1, connection, transaction);
        await subscription.Handle(scope.ServiceProvider, told.Payload, delivery, ct);
        // PostgreSQL answers COMMIT with a silent ROLLBACK if the consumer swallowed an error; a query does not.
        await connection.ExecuteAsync(new CommandDefinition("SELECT 1", transaction: transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }
}
