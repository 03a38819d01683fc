namespace Modular.Host;

/// <summary>Gives back the memory that a busy time left behind: at rest nothing is allocated, and so nothing would make the collector look.</summary>
internal sealed class SpareMemory : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>A host at rest allocates about a tenth of it in an interval.</summary>
    private const long Rest = 32 << 20;

    /// <summary>Below it, little can have been left behind.</summary>
    private const long Worth = 256 << 20;

    private long _before;
    private long _givenBack;

    /// <param name="allocated">Bytes since the process began.</param>
    /// <returns>Whether this interval was one of rest, and much was allocated since memory was given back last.</returns>
    public bool IsDue(long allocated)
    {
        var due = allocated - _before < Rest && allocated - _givenBack > Worth;
        _before = allocated;
        if (due) _givenBack = allocated;
        return due;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Half a tenth of a second for a hundred megabytes, at a moment when nobody waits.
            if (IsDue(GC.GetTotalAllocatedBytes())) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
