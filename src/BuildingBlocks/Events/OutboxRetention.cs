using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.BuildingBlocks.Events;

/// <summary>Removes delivered events and their inbox rows after a while; undelivered and dead ones stay.</summary>
internal sealed class OutboxRetention(NpgsqlDataSource source, OutboxOptions options, ILogger<OutboxRetention> log) : BackgroundService
{
    private const int AtOnce = 5000;

    private static readonly string[] Removals =
    [
        $"""
        DELETE FROM platform.outbox WHERE id IN (
            SELECT id FROM platform.outbox WHERE delivered_at < clock_timestamp() - @retention
            ORDER BY delivered_at LIMIT {AtOnce} FOR UPDATE SKIP LOCKED)
        """,
        // An inbox row must outlive its event.
        $"""
        DELETE FROM platform.inbox WHERE (consumer, event_id) IN (
            SELECT consumer, event_id FROM platform.inbox i WHERE handled_at < clock_timestamp() - @retention
              AND NOT EXISTS (SELECT FROM platform.outbox o WHERE o.event_id = i.event_id)
            ORDER BY handled_at LIMIT {AtOnce} FOR UPDATE SKIP LOCKED)
        """,
    ];

    /// <summary>Removes everything that is due, a little at a time, and answers how many rows that were.</summary>
    public async Task<int> Remove(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var removed = 0;
        foreach (var removal in Removals)
        {
            int rows;
            do
            {
                rows = await connection.ExecuteAsync(new CommandDefinition(removal, new { retention = options.Retention }, cancellationToken: ct));
                removed += rows;
            }
            while (rows == AtOnce);
        }
        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1));
        while (await hourly.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Remove(stoppingToken);
            }
            catch (Exception e) when (Outage.IsOfDatabase(e))
            {
                log.LogWarning("Delivered events were not removed: {Reason}", e.Message);
            }
        }
    }
}
