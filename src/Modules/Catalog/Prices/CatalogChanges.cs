using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.Catalog.Prices;

/// <summary>Listens for imports and price lists that any host has changed; deaf, nothing is kept in memory.</summary>
internal sealed class CatalogChanges(Db db, CatalogMemory memory, ILogger<CatalogChanges> log) : BackgroundService
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
                log.LogWarning("Changes of the catalog are not heard: {Reason}", lost.Message);
                await Task.Delay(Pause, stoppingToken);
            }
            finally
            {
                memory.Hears(false);
            }
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await db.Open(ct);
        connection.Notification += (_, _) => memory.ForgetAll();
        await using (var listen = new NpgsqlCommand("LISTEN catalog_changed", connection)) await listen.ExecuteNonQueryAsync(ct);
        memory.Hears(true);
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
