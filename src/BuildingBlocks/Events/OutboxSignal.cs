namespace Modular.BuildingBlocks.Events;

/// <summary>Wakes this host's worker when something was told; other hosts notice by polling.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);

    public void Raise()
    {
        try
        {
            if (raised.CurrentCount == 0) raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Raised by someone else a moment ago.
        }
    }

    internal Task<bool> Wait(TimeSpan atMost, CancellationToken ct) => raised.WaitAsync(atMost, ct);

    public void Dispose() => raised.Dispose();
}
