using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.Identity;

/// <summary>Listens for sessions and memberships that any host has changed; deaf, nothing is kept in memory.</summary>
internal sealed class SessionChanges(Db db, SessionCache cache, ILogger<SessionChanges> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception lost) when (lost is NpgsqlException or IOException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Changes of sessions are not heard: {Reason}", lost.Message);
                await Task.Delay(Pause, stoppingToken);
            }
            finally
            {
                cache.Hears(false);
            }
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await db.Open(ct);
        connection.Notification += (_, change) =>
        {
            if (Guid.TryParse(change.Payload, out var userId)) cache.Forget(userId);
        };
        await using (var listen = new NpgsqlCommand("LISTEN identity_changed", connection)) await listen.ExecuteNonQueryAsync(ct);
        cache.Hears(true);
        while (true)
        {
            // A connection that died silently is noticed by the question, not by the silence.
            if (!await connection.WaitAsync(TimeSpan.FromSeconds(10), ct))
            {
                await using var alive = new NpgsqlCommand("SELECT 1", connection);
                await alive.ExecuteScalarAsync(ct);
            }
        }
    }
}
