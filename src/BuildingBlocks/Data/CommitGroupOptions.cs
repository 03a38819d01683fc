namespace Modular.BuildingBlocks.Data;

/// <summary>How many writers share the durable writes, and how long they bear a database that is away.</summary>
public sealed record CommitGroupOptions
{
    /// <summary>Connections that write. One does, so that as much as possible shares a commit; the next steps in while that is held up.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>How long a commit takes before the next writer steps in.</summary>
    public TimeSpan HeldUp { get; init; } = TimeSpan.FromMilliseconds(30);

    public int LargestBatch { get; init; } = 256;

    /// <summary>How long a unit may wait for a lock that a transaction outside holds.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long units wait for a lost database before they fail, unwritten.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
