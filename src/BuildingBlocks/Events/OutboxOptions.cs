namespace Modular.BuildingBlocks.Events;

/// <summary>How events are delivered and for how long they are kept.</summary>
public sealed record OutboxOptions
{
    /// <summary>Keys delivered at the same time; each holds two connections.</summary>
    public int Parallel { get; init; } = 4;

    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After so many failures an event is dead: it stays in the table and no longer holds back its key.</summary>
    public int MaxAttempts { get; init; } = 20;

    public TimeSpan FirstRetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan HandlingTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long delivered events and inbox rows stay.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);
}
