using System.Diagnostics;
using System.Threading.RateLimiting;

namespace Modular.Host;

/// <summary>How many requests a host works on at once, and how long the others wait for a place: a burst may, a standing queue may not.</summary>
/// <remarks>
/// The newest is served first. Where all wait in turn, all are late; so, most are as quick as ever, and those who came too many are told so.
/// </remarks>
internal sealed class Admission : IDisposable
{
    /// <summary>An estimate: with fewer, commits are shared by too few; with more, everybody waits longer and nothing more is done.</summary>
    private const int PlacesPerProcessor = 24;

    /// <summary>Two hundred clicks at one moment are worked off meanwhile by a host that has just been started.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(3);

    /// <summary>Whatever takes longer waits for others, and does not make others wait.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    private readonly ConcurrencyLimiter _places;
    private readonly TimeSpan _patience;
    private readonly LinkedList<Place> _taken = [];
    private readonly Timer _sweeping;
    private long _lastFree = Stopwatch.GetTimestamp();

    public Admission(IConfiguration configuration)
    {
        _patience = TimeSpan.FromMilliseconds(configuration.GetValue("Host:PatienceMilliseconds", 50.0));
        _places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = configuration.GetValue("Host:Places", PlacesPerProcessor * Environment.ProcessorCount),
            QueueLimit = configuration.GetValue("Host:Waiting", 1_000),
            QueueProcessingOrder = QueueProcessingOrder.NewestFirst,
        });
        _sweeping = new Timer(_ => Sweep(), null, Slow / 4, Slow / 4);
    }

    /// <returns>A place, to be given back; null for who has to come again later.</returns>
    public async ValueTask<Place?> Enter(CancellationToken ct)
    {
        var free = _places.AttemptAcquire();
        if (free.IsAcquired)
        {
            Volatile.Write(ref _lastFree, Stopwatch.GetTimestamp());
            return new Place(this, free);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Stopwatch.GetElapsedTime(Volatile.Read(ref _lastFree)) < Burst ? Burst : _patience);
        var waiting = _places.AcquireAsync(1, patience.Token).AsTask();
        await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return waiting is { IsCompletedSuccessfully: true, Result: { IsAcquired: true } lease } ? new Place(this, lease) : null;
    }

    public void Dispose()
    {
        _sweeping.Dispose();
        _places.Dispose();
    }

    private void Sweep()
    {
        while (true)
        {
            Place? oldest;
            lock (_taken) oldest = _taken.First?.Value;
            if (oldest is null || Stopwatch.GetElapsedTime(oldest.Since) < Slow) return;
            oldest.Leave();
        }
    }

    /// <summary>Room for one request, given back once.</summary>
    internal sealed class Place
    {
        private readonly Admission _admission;
        private readonly RateLimitLease _lease;
        private readonly LinkedListNode<Place> _node;

        public Place(Admission admission, RateLimitLease lease)
        {
            (_admission, _lease) = (admission, lease);
            _node = new LinkedListNode<Place>(this);
            lock (admission._taken) admission._taken.AddLast(_node);
        }

        public long Since { get; } = Stopwatch.GetTimestamp();

        public void Leave()
        {
            lock (_admission._taken)
            {
                if (_node.List is null) return;
                _admission._taken.Remove(_node);
            }

            _lease.Dispose();
        }
    }
}
