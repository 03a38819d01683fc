using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Tests;

namespace Modular.IntegrationTests.BuildingBlocks;

/// <summary>A host that only delivers events: its consumer writes each one down and does what the test asks.</summary>
internal sealed class OutboxHost : IAsyncDisposable
{
    private readonly IHost host;

    private OutboxHost(IHost host) => this.host = host;

    /// <param name="together">Whether the consumer takes events together; what it writes down as the attempt is then how many there were.</param>
    public static async Task<OutboxHost> Start(TestDb db, Func<Happened, Delivery, Task>? react = null, OutboxOptions? options = null, bool together = false)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddData(_ => db.ConnectionString)
            .AddConsumer(together ? typeof(WritesDownTogether) : typeof(WritesDown))
            .AddSingleton(react ?? ((_, _) => Task.CompletedTask))
            .AddOutboxWorker(options ?? new OutboxOptions { FirstRetryAfter = TimeSpan.FromMilliseconds(20), PollEvery = TimeSpan.FromMilliseconds(50) });
        var host = builder.Build();
        await host.StartAsync();
        return new OutboxHost(host);
    }

    public static Task<TestDb> Database() => TestDb.Make("CREATE TABLE seen (id bigint GENERATED ALWAYS AS IDENTITY, key text, number int, attempt int)");

    public static async Task Tell(TestDb db, IEnumerable<(string Key, int Number)> happened) => await db.Db.Transaction(async (_, transaction) =>
    {
        foreach (var (key, number) in happened)
            await transaction.Tell(OutboxMessage.From(new Happened(number, Mood.NotSoFine), key, Guid.CreateVersion7(), DateTime.UtcNow));
        return true;
    });

    public static async Task<IReadOnlyList<int>> Seen(TestDb db, string key) =>
        await db.Db.Many<int>("SELECT number FROM seen WHERE key = @key ORDER BY id", new { key });

    public static Task AllDelivered(TestDb db) => Eventually.True(
        async () => !await db.Scalar<bool>("SELECT EXISTS (SELECT FROM platform.outbox WHERE delivered_at IS NULL AND dead_at IS NULL)"),
        "every event is delivered", seconds: 30);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }

    internal sealed class WritesDown(Func<Happened, Delivery, Task> react) : IConsumer<Happened>
    {
        public async Task Handle(Happened e, Delivery delivery, CancellationToken ct)
        {
            await delivery.Connection.ExecuteAsync(
                "INSERT INTO seen (key, number, attempt) SELECT key, @Number, @Attempt FROM platform.outbox WHERE event_id = @EventId",
                new { e.Number, delivery.Attempt, delivery.EventId }, delivery.Transaction);
            await react(e, delivery);
        }
    }

    internal sealed class WritesDownTogether(Func<Happened, Delivery, Task> react) : IBatchConsumer<Happened>
    {
        public async Task Handle(IReadOnlyList<Delivered<Happened>> events, CancellationToken ct)
        {
            foreach (var (e, delivery) in events)
            {
                await delivery.Connection.ExecuteAsync(
                    "INSERT INTO seen (key, number, attempt) SELECT key, @Number, @Count FROM platform.outbox WHERE event_id = @EventId",
                    new { e.Number, events.Count, delivery.EventId }, delivery.Transaction);
                await react(e, delivery);
            }
        }
    }
}
