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
        var due = all.Where(h => isNew.Contains((h.By.Consumer, h.Told.EventId)));
        foreach (var run in Runs(due)) await Handle(run, connection, transaction, ct);

        // PostgreSQL answers COMMIT with a silent ROLLBACK if a consumer swallowed an error; a query does not.
        await connection.ExecuteAsync(new CommandDefinition("SELECT 1", transaction: transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    /// <summary>What a consumer takes at once: of one type, as far as nothing of another type stands between, so that it gets the events of a key in their order.</summary>
    private static IEnumerable<List<Handling>> Runs(IEnumerable<Handling> due)
    {
        var runs = new List<List<Handling>>();
        foreach (var handling in due)
        {
            if (runs.Count > 0 && runs[^1][0].Told.Type != handling.Told.Type)
            {
                foreach (var run in runs) yield return run;
                runs.Clear();
            }

            if (handling.By.TakesMany && runs.Find(run => run[0].By == handling.By) is { } own) own.Add(handling);
            else runs.Add([handling]);
        }

        foreach (var run in runs) yield return run;
    }

    private async Task Handle(List<Handling> run, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        var (first, by) = run[0];
        using var activity = Activities.StartActivity($"{first.Type} -> {by.Consumer}");
        await using var scope = scopes.CreateAsyncScope();
        var events = run.ConvertAll(h => (
            h.Told.Payload, new Delivery(h.Told.EventId, h.Told.AccountId, h.Told.OccurredAt, h.Told.Attempts + 1, connection, transaction)));
        await by.Handle(scope.ServiceProvider, events, ct);
    }

    private readonly record struct Handling(OutboxClaim.Told Told, Subscription By);
}
