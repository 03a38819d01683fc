namespace Modular.BuildingBlocks.Data;

/// <summary>Lets one writer at a time write what waits, so that as much as possible shares a commit; who is held up, as behind a lock, loses its turn.</summary>
internal sealed class CommitTurns : IDisposable
{
    private readonly SemaphoreSlim _free = new(1);
    private readonly TimeSpan _longest;
    private readonly Timer _heldUp;
    private long _last;
    private long _begun;
    // Whose turn it is; 0: nobody's.
    private long _current;

    public CommitTurns(TimeSpan longest)
    {
        _longest = longest;
        _heldUp = new Timer(_ => End(Volatile.Read(ref _begun)));
    }

    /// <summary>Waits for the next turn and answers its number.</summary>
    public long Take()
    {
        _free.Wait();
        Volatile.Write(ref _current, ++_last);
        return _last;
    }

    /// <summary>From here on the turn may last so long, and no longer.</summary>
    public void Begin(long turn)
    {
        Volatile.Write(ref _begun, turn);
        _heldUp.Change(_longest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gives the turn on; nothing happens where it was over already.</summary>
    public void End(long turn)
    {
        if (Interlocked.CompareExchange(ref _current, 0, turn) == turn) _free.Release();
    }

    public void Dispose()
    {
        _heldUp.Dispose();
        _free.Dispose();
    }
}
