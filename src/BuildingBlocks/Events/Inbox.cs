using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Modular.BuildingBlocks.Events;

/// <summary>Hands an event to each of its consumers once: what a consumer changes and that it did is one transaction.</summary>
internal sealed class Inbox(NpgsqlDataSource source, IServiceScopeFactory scopes, IEnumerable<Subscription> subscriptions)
{
    // Not durable at once: if a crash takes it away, then with the outbox's mark that comes after it, and the event is delivered again.
    private const string Note =
        """
        SET LOCAL synchronous_commit = off;
        INSERT INTO platform.inbox (consumer, event_id) SELECT * FROM unnest(@consumers, @events) ON CONFLICT DO NOTHING RETURNING consumer, event_id
        """;

    private static readonly ActivitySource Activities = new("Modular");
    private readonly ILookup<string, Subscription> byType = subscriptions.ToLookup(s => s.EventType);

    /// <summary>Hands events to all their consumers in one transaction: all, or none when one of them fails, which shows when each is handed over by itself. A single one is.</summary>
    public async Task<bool> DeliveredTogether(IReadOnlyList<OutboxClaim.Told> events, CancellationToken ct)
    {
        Handling[] all = [.. events.SelectMany(HandlingsOf)];
        if (all.Length == 1) return false;
        try
        {
            await Deliver(all, ct);
            return true;
        }
#pragma warning disable CA1031 // A consumer may throw anything; what it was is told when the event is handed over by itself.
        catch
        {
            return false;
        }
#pragma warning restore CA1031
    }

    /// <summary>Each consumer gets a transaction of its own. An event that nobody listens to is delivered by that.</summary>
    public async Task Deliver(OutboxClaim.Told told, CancellationToken ct)
    {
        foreach (var handling in HandlingsOf(told)) await Deliver([handling], ct);
    }

    private IEnumerable<Handling> HandlingsOf(OutboxClaim.Told told) => byType[told.Type].Select(by => new Handling(told, by));

    private async Task Deliver(Handling[] all, CancellationToken ct)
    {
        if (all.Length == 0) return;
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var isNew = (await connection.QueryAsync<(string, Guid)>(new CommandDefinition(
            Note, new { consumers = all.Select(h => h.By.Consumer).ToArray(), events = all.Select(h => h.Told.EventId).ToArray() },
            transaction, cancellationToken: ct))).ToHashSet();
        foreach (var (told, by) in all)
        {
            if (isNew.Contains((by.Consumer, told.EventId))) await Handle(by, told, connection, transaction, ct);
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

    private readonly record struct Handling(OutboxClaim.Told Told, Subscription By);
}
