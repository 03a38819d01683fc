namespace Modular.BuildingBlocks.Values;

/// <summary>Moments as they are stored.</summary>
public static class Moment
{
    /// <summary>Now as PostgreSQL keeps it, in microseconds: what a change answers is what is read later.</summary>
    public static DateTime Now(TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
