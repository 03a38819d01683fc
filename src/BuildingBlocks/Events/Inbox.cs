using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Modular.BuildingBlocks.Events;

/// <summary>Hands an event to each of its consumers once: what a consumer changes and that it did is one transaction.</summary>
/// <remarks>
/// The first time, the consumers of an event share a transaction; when one of them fails, each gets one of its own, and
/// what the others did is not undone with it.
/// </remarks>
internal sealed class Inbox(NpgsqlDataSource source, IServiceScopeFactory scopes, IEnumerable<Subscription> subscriptions)
{
    // Not durable at once: if a crash takes it away, then with the outbox's mark that comes after it, and the event is delivered again.
    private const string Note =
        """
        SET LOCAL synchronous_commit = off;
        INSERT INTO platform.inbox (consumer, event_id) SELECT consumer, @EventId FROM unnest(@consumers) consumer ON CONFLICT DO NOTHING RETURNING consumer
        """;

    private static readonly ActivitySource Activities = new("Modular");
    private readonly ILookup<string, Subscription> byType = subscriptions.ToLookup(s => s.EventType);

    /// <summary>An event that nobody listens to is delivered by that.</summary>
    public async Task Deliver(OutboxClaim.Told told, CancellationToken ct)
    {
        Subscription[] all = [.. byType[told.Type]];
        if (all.Length > 1 && told.Attempts == 0)
        {
            try
            {
                await Deliver(all, told, ct);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One of them failed, and what the others did was undone with it.
            }
        }

        foreach (var subscription in all) await Deliver([subscription], told, ct);
    }

    private async Task Deliver(Subscription[] to, OutboxClaim.Told told, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var isNew = (await connection.QueryAsync<string>(new CommandDefinition(
            Note, new { told.EventId, consumers = to.Select(s => s.Consumer).ToArray() }, transaction, cancellationToken: ct))).ToHashSet();
        foreach (var subscription in to)
        {
            if (isNew.Contains(subscription.Consumer)) await Handle(subscription, told, connection, transaction, ct);
        }

        // PostgreSQL answers COMMIT with a silent ROLLBACK if a consumer swallowed an error; a query does not.
        await connection.ExecuteAsync(new CommandDefinition("SELECT 1", transaction: transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    private async Task Handle(Subscription subscription, OutboxClaim.Told told, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        using var activity = Activities.StartActivity($"{told.Type} -> {subscription.Consumer}");
        await using var scope = scopes.CreateAsyncScope();
        var delivery = new Delivery(told.EventId, told.AccountId, told.OccurredAt, told.Attempts + 1, connection, transaction);
        await subscription.Handle(scope.ServiceProvider, told.Payload, delivery, ct);
    }
}
