using System.Diagnostics.Metrics;

namespace Modular.BuildingBlocks.Data;

internal static class CommitMetrics
{
    private static readonly Meter Meter = new("Modular");

    public static readonly Counter<long> Units =
        Meter.CreateCounter<long>("modular.commits.units", description: "Writes that were committed.");

    public static readonly Histogram<int> BatchSize =
        Meter.CreateHistogram<int>("modular.commits.batch_size", description: "Writes that shared a commit.");

    public static readonly Histogram<double> BatchDuration =
        Meter.CreateHistogram<double>("modular.commits.batch_duration", "s", "From sending a batch to its commit.");
}
