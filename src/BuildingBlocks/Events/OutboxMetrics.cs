using System.Diagnostics.Metrics;

namespace Modular.BuildingBlocks.Events;

internal static class OutboxMetrics
{
    private static readonly Meter Meter = new("Modular");

    public static readonly Counter<long> Delivered =
        Meter.CreateCounter<long>("modular.outbox.delivered", description: "Events that all their consumers have handled.");

    public static readonly Counter<long> Failed =
        Meter.CreateCounter<long>("modular.outbox.failed", description: "Deliveries that will be tried again.");

    public static readonly Counter<long> Dead =
        Meter.CreateCounter<long>("modular.outbox.dead", description: "Events given up after too many attempts.");
}
