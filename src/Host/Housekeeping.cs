using Modular.BuildingBlocks.Data;

namespace Modular.Host;

/// <summary>Removes, once an hour, what has served its time.</summary>
internal sealed class Housekeeping(Db db, IEnumerable<Retention> due, ILogger<Housekeeping> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var retention in due) await retention.Remove(db, stoppingToken);
            }
            catch (Exception away) when (Outage.IsOfDatabase(away))
            {
                log.LogWarning("Housekeeping waits for the database: {Reason}", away.Message);
            }
        }
    }
}
