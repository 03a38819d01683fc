using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>When each session, and so each API client, was last used: noted in memory with every request, written together now and then.</summary>
internal sealed class LastSeen(Db db, ILogger<LastSeen> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private ConcurrentDictionary<Guid, DateTime> _seen = new();

    public void Note(Guid sessionId, DateTime at) => _seen[sessionId] = at;

    public async Task Write(CancellationToken ct)
    {
        var seen = Interlocked.Exchange(ref _seen, new()).ToArray();
        if (seen.Length == 0) return;
        var args = new { ids = seen.Select(s => s.Key).ToArray(), times = seen.Select(s => s.Value).ToArray() };
        await db.Execute(
            """
            UPDATE identity.sessions s SET last_seen_at = v.at
            FROM unnest(@ids, @times) AS v(id, at) WHERE s.id = v.id AND s.last_seen_at < v.at
            """,
            args, ct);
        // For itself: with sessions' rows in hand it would wait for a client that is being revoked, and the other way round.
        await db.Execute(
            """
            UPDATE identity.api_clients c SET last_used_at = used.at
            FROM (
                SELECT s.user_id, max(v.at) AS at FROM unnest(@ids, @times) AS v(id, at)
                JOIN identity.sessions s ON s.id = v.id AND s.client_secret_id IS NOT NULL GROUP BY s.user_id
            ) used
            WHERE c.user_id = used.user_id AND c.last_used_at < used.at
            """,
            args, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Write(stoppingToken);
            }
            catch (Exception away) when (Outage.IsOfDatabase(away))
            {
                log.LogWarning("Sessions' last use is not written: {Reason}", away.Message);
            }
        }
    }
}
