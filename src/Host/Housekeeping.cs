using Modular.BuildingBlocks.Http;

namespace Modular.Host;

/// <summary>Forgets, once an hour, what has served its time.</summary>
internal sealed class Housekeeping(IdempotencyStore answers, ILogger<Housekeeping> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await answers.Forget();
            }
            catch (Npgsql.NpgsqlException away)
            {
                log.LogWarning("Housekeeping waits for the database: {Reason}", away.Message);
            }
        }
    }
}
