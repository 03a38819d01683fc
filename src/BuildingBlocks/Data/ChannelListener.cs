using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Modular.BuildingBlocks.Data;

/// <summary>Hears what any host tells on a PostgreSQL channel (<c>pg_notify</c>), so that what is kept in memory can be forgotten at once.</summary>
public abstract class ChannelListener(Db db, string channel, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected abstract void Heard(string payload);

    /// <summary>Whether what is told from now on is heard; what was told while it was not is lost.</summary>
    protected abstract void Hears(bool hears);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception lost) when ((Outage.IsOfDatabase(lost) || lost is IOException or InvalidOperationException) && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Channel {Channel} is not heard: {Reason}", channel, lost.Message);
                await Task.Delay(Pause, stoppingToken);
            }
            finally
            {
                Hears(false);
            }
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await db.Open(ct);
        connection.Notification += (_, told) => Heard(told.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {channel}", connection)) await listen.ExecuteNonQueryAsync(ct);
        Hears(true);
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
