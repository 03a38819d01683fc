namespace Modular.BuildingBlocks.Events;

/// <summary>How events are delivered and for how long they are kept.</summary>
public sealed record OutboxOptions
{
    /// <summary>Workers that deliver at the same time, each the keys that were due at a moment; each holds two connections.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>How long the first event after a quiet moment waits for others to be delivered with.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(40);

    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After so many failures an event is dead: it stays in the table and no longer holds back its key.</summary>
    public int MaxAttempts { get; init; } = 20;

    public TimeSpan FirstRetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan HandlingTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long delivered events and inbox rows stay.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);
}
