using System.Collections.Concurrent;
using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Tests;
using Npgsql;

namespace Modular.IntegrationTests.BuildingBlocks;

public sealed class OutboxTests : IAsyncLifetime
{
    private TestDb db = null!;

    public async Task InitializeAsync() => db = await OutboxHost.Database();

    public async Task DisposeAsync() => await db.DisposeAsync();

    [Fact]
    public async Task A_consumer_gets_the_event_as_it_was_told()
    {
        Happened? got = null;
        Delivery? how = null;
        await using var host = await OutboxHost.Start(db, (e, delivery) =>
        {
            (got, how) = (e, delivery);
            return Task.CompletedTask;
        });
        var at = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var message = OutboxMessage.From(new Happened(7, Mood.NotSoFine), "basket/1", Guid.CreateVersion7(), at);
        await db.Db.Transaction(async (_, transaction) => { await transaction.Tell(message); return true; });
        await OutboxHost.AllDelivered(db);

        got.ShouldBe(new Happened(7, Mood.NotSoFine));
        (how!.EventId, how.AccountId, how.OccurredAt, how.Attempt).ShouldBe((message.EventId, message.AccountId, at, 1));
        message.Payload.ShouldBe("""{"number":7,"mood":"notSoFine"}""");
    }

    [Fact]
    public async Task A_key_keeps_its_order_while_events_fail_and_other_keys_go_on()
    {
        await OutboxHost.Tell(db, Enumerable.Range(0, 300).Select(i => ($"key{i % 10}", i)));
        var failures = new ConcurrentDictionary<int, int>();
        await using var host = await OutboxHost.Start(db, (e, _) =>
            e.Number % 7 == 0 && failures.AddOrUpdate(e.Number, 1, (_, n) => n + 1) <= 2 ? throw new InvalidOperationException("not yet") : Task.CompletedTask);
        await OutboxHost.AllDelivered(db);
        for (var key = 0; key < 10; key++)
            (await OutboxHost.Seen(db, $"key{key}")).ShouldBe(Enumerable.Range(0, 30).Select(i => i * 10 + key));
    }

    [Fact]
    public async Task Events_of_many_keys_are_handled_in_few_transactions()
    {
        await OutboxHost.Tell(db, Enumerable.Range(0, 60).Select(i => ($"key{i:00}", i)));
        await using var host = await OutboxHost.Start(db);
        await OutboxHost.AllDelivered(db);
        (await db.Scalar<int>("SELECT count(*) FROM seen")).ShouldBe(60);
        (await db.Scalar<int>("SELECT count(DISTINCT xmin::text) FROM seen")).ShouldBeLessThan(10);
    }

    [Fact]
    public async Task A_consumer_of_many_gets_the_events_of_a_moment_together_and_those_of_a_key_in_order()
    {
        await OutboxHost.Tell(db, Enumerable.Range(0, 60).Select(i => ($"key{i % 20:00}", i)));
        await using var host = await OutboxHost.Start(db, together: true);
        await OutboxHost.AllDelivered(db);
        for (var key = 0; key < 20; key++) (await OutboxHost.Seen(db, $"key{key:00}")).ShouldBe([key, key + 20, key + 40]);
        (await db.Scalar<int>("SELECT max(attempt) FROM seen")).ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Of_events_handled_together_one_that_fails_is_tried_again_alone_and_the_others_are_handled_once()
    {
        await OutboxHost.Tell(db, Enumerable.Range(0, 30).Select(i => ($"key{i:00}", i)));
        await using var host = await OutboxHost.Start(db, (e, _) => e.Number == 7 ? throw new InvalidOperationException("never") : Task.CompletedTask,
            new OutboxOptions { FirstRetryAfter = TimeSpan.FromMilliseconds(20), PollEvery = TimeSpan.FromMilliseconds(50), MaxAttempts = 2 }, together: true);
        await OutboxHost.AllDelivered(db);
        (await db.Db.Many<int>("SELECT number FROM seen ORDER BY number")).ShouldBe(Enumerable.Range(0, 30).Where(n => n != 7));
        (await db.Db.Many<string>("SELECT key FROM platform.outbox WHERE dead_at IS NOT NULL")).ShouldBe(["key07"]);
    }

    [Fact]
    public async Task A_stuck_key_with_a_long_queue_hides_nobody()
    {
        await OutboxHost.Tell(db, Enumerable.Range(0, 3000).Select(i => ("a-stuck", i)));
        await OutboxHost.Tell(db, [("b-free", 1), ("c-free", 2)]);
        await using var host = await OutboxHost.Start(db, (_, delivery) => throw new InvalidOperationException("never"),
            new OutboxOptions { FirstRetryAfter = TimeSpan.FromMinutes(5), PollEvery = TimeSpan.FromMilliseconds(50) });
        await Eventually.True(async () => await db.Scalar<int>("SELECT count(*) FROM platform.outbox WHERE attempts = 1") == 3, "each head was tried once");
        (await db.Scalar<string>("SELECT last_error FROM platform.outbox WHERE key = 'b-free'")).ShouldContain("never");
    }

    [Fact]
    public async Task Retries_wait_longer_each_time_and_the_attempts_are_numbered()
    {
        var times = new ConcurrentQueue<(int Attempt, long At)>();
        await OutboxHost.Tell(db, [("key", 1)]);
        await using var host = await OutboxHost.Start(db, (_, delivery) =>
        {
            times.Enqueue((delivery.Attempt, Stopwatch.GetTimestamp()));
            return delivery.Attempt < 5 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        }, new OutboxOptions { FirstRetryAfter = TimeSpan.FromMilliseconds(100), PollEvery = TimeSpan.FromMilliseconds(10) });
        await OutboxHost.AllDelivered(db);

        times.Select(t => t.Attempt).ShouldBe([1, 2, 3, 4, 5]);
        var gaps = times.Zip(times.Skip(1), (a, b) => Stopwatch.GetElapsedTime(a.At, b.At).TotalMilliseconds).ToList();
        for (var i = 0; i < gaps.Count; i++) gaps[i].ShouldBeGreaterThan(100 * Math.Pow(2, i) * 0.79);
    }

    [Fact]
    public async Task An_event_that_never_succeeds_dies_visibly_and_lets_its_key_go_on()
    {
        await OutboxHost.Tell(db, [("key", 1), ("key", 2)]);
        await using var host = await OutboxHost.Start(db, (e, _) => e.Number == 1 ? throw new InvalidOperationException("broken") : Task.CompletedTask,
            new OutboxOptions { MaxAttempts = 3, FirstRetryAfter = TimeSpan.FromMilliseconds(10), PollEvery = TimeSpan.FromMilliseconds(10) });
        await OutboxHost.AllDelivered(db);
        (await OutboxHost.Seen(db, "key")).ShouldBe([2]);
        (await db.Scalar<string>("SELECT attempts || last_error FROM platform.outbox WHERE dead_at IS NOT NULL")).ShouldStartWith("3System.InvalidOperationException: broken");
    }

    [Fact]
    public async Task An_event_without_a_consumer_is_delivered()
    {
        await db.Db.Transaction(async (_, transaction) =>
        {
            await transaction.Tell(OutboxMessage.From(new NobodyCares(1), "key", null, DateTime.UtcNow));
            return true;
        });
        await using var host = await OutboxHost.Start(db);
        await OutboxHost.AllDelivered(db);
        (await db.Scalar<int>("SELECT count(*) FROM platform.inbox")).ShouldBe(0);
    }

    [Fact]
    public async Task A_worker_that_dies_between_the_effect_and_its_mark_has_one_effect()
    {
        await OutboxHost.Tell(db, [("key", 1)]);
        var calls = 0;
        await using var host = await OutboxHost.Start(db, async (_, delivery) =>
        {
            if (Interlocked.Increment(ref calls) > 1) return;
            // Everything but the consumer's own connection dies, the worker's claim too.
            await delivery.Connection.ExecuteAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'observer' AND pid <> pg_backend_pid()",
                transaction: delivery.Transaction);
        });
        await OutboxHost.AllDelivered(db);
        (await OutboxHost.Seen(db, "key")).ShouldBe([1]);
        calls.ShouldBe(1);
    }

    [Fact]
    public async Task Two_hosts_deliver_each_event_once_and_in_order_while_connections_break()
    {
        const int keys = 20, each = 40;
        await using var one = await OutboxHost.Start(db);
        await using var other = await OutboxHost.Start(db);
        for (var round = 0; round < each; round++)
        {
            await OutboxHost.Tell(db, Enumerable.Range(0, keys).Select(key => ($"key{key}", round)));
            if (round % 10 == 9) await db.EndConnections();
        }
        await OutboxHost.AllDelivered(db);
        (await db.Scalar<int>("SELECT count(*) FROM seen")).ShouldBe(keys * each);
        (await db.Scalar<int>("SELECT count(*) FROM (SELECT number < lag(number) OVER (PARTITION BY key ORDER BY id) AS back FROM seen) s WHERE back")).ShouldBe(0);
    }

    [Fact]
    public async Task A_consumer_that_swallows_a_database_error_has_failed()
    {
        await OutboxHost.Tell(db, [("key", 1)]);
        await using var host = await OutboxHost.Start(db, async (_, delivery) =>
        {
            if (delivery.Attempt > 1) return;
            try { await delivery.Connection.ExecuteAsync("SELECT 1 / 0", transaction: delivery.Transaction); }
            catch (PostgresException) { }
        });
        await OutboxHost.AllDelivered(db);
        (await OutboxHost.Seen(db, "key")).ShouldBe([1]);
        (await db.Scalar<int>("SELECT attempt FROM seen")).ShouldBe(2);
    }

    [Fact]
    public async Task Old_delivered_events_go_and_undelivered_ones_stay()
    {
        await OutboxHost.Tell(db, [("old", 1), ("new", 2), ("waiting", 3)]);
        await db.Db.Execute("""
            UPDATE platform.outbox SET delivered_at = now() - interval '8 days' WHERE key = 'old';
            UPDATE platform.outbox SET delivered_at = now() WHERE key = 'new';
            INSERT INTO platform.inbox SELECT 'consumer', event_id, now() - interval '8 days' FROM platform.outbox;
            """);
        var retention = new OutboxRetention(db.Source, new OutboxOptions(), NullLogger<OutboxRetention>.Instance);
        (await retention.Remove(default)).ShouldBe(2);
        (await db.Db.Many<string>("SELECT key FROM platform.outbox ORDER BY key")).ShouldBe(["new", "waiting"]);
        (await db.Scalar<int>("SELECT count(*) FROM platform.inbox")).ShouldBe(2);
    }
}
