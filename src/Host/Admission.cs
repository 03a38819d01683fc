using System.Diagnostics;
using System.Threading.RateLimiting;

namespace Modular.Host;

/// <summary>How many requests a host works on at once, and how long the others wait for a place: a burst may, a standing queue may not.</summary>
/// <remarks>
/// The newest is served first. Where all wait in turn, all are late; so, most are as quick as ever, and those who came too many are told so.
/// A queue uses up the time that a burst may wait, and only ten times as long without one gives it back: an overload that runs empty now and
/// then stays an overload.
/// </remarks>
internal sealed class Admission : IDisposable
{
    /// <summary>An estimate: with fewer, commits are shared by too few; with more, everybody waits longer and nothing more is done.</summary>
    private const int PlacesPerProcessor = 16;

    /// <summary>How long a burst may wait for a host that has just been started, and for how long it is taken for that.</summary>
    private static readonly (TimeSpan Burst, TimeSpan Time) Cold = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30));

    /// <summary>So many times as long as a queue stood, there has to be none.</summary>
    private const int Recovery = 10;

    /// <summary>Whatever takes longer waits for others, and does not make others wait.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    private readonly ConcurrencyLimiter _places;
    private readonly TimeSpan _patience;
    private readonly TimeSpan _burst;
    private readonly LinkedList<Place> _taken = [];
    private readonly Timer _sweeping;
    private readonly Lock _credit = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private TimeSpan _left;
    private long _asked = Stopwatch.GetTimestamp();

    public Admission(IConfiguration configuration)
    {
        _patience = TimeSpan.FromMilliseconds(configuration.GetValue("Host:PatienceMilliseconds", 50.0));
        // Hundreds of clicks at one moment are worked off meanwhile.
        _burst = TimeSpan.FromSeconds(configuration.GetValue("Host:BurstSeconds", 1.0));
        _left = LongestNow;
        _places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = configuration.GetValue("Host:Places", PlacesPerProcessor * Environment.ProcessorCount),
            QueueLimit = configuration.GetValue("Host:Waiting", 1_000),
            QueueProcessingOrder = QueueProcessingOrder.NewestFirst,
        });
        _sweeping = new Timer(_ => Sweep(), null, Slow / 4, Slow / 4);
    }

    private TimeSpan LongestNow => Stopwatch.GetElapsedTime(_started) < Cold.Time && Cold.Burst > _burst ? Cold.Burst : _burst;

    /// <returns>A place, to be given back; null for who has to come again later.</returns>
    public async ValueTask<Place?> Enter(CancellationToken ct)
    {
        var free = _places.AttemptAcquire();
        var left = Left(free.IsAcquired);
        if (free.IsAcquired) return new Place(this, free);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(left > _patience ? left : _patience);
        var waiting = _places.AcquireAsync(1, patience.Token).AsTask();
        await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return waiting is { IsCompletedSuccessfully: true, Result: { IsAcquired: true } lease } ? new Place(this, lease) : null;
    }

    public void Dispose()
    {
        _sweeping.Dispose();
        _places.Dispose();
    }

    /// <summary>How long one may wait now: the time since the last request went by with or without a queue, as this one finds it.</summary>
    /// <remarks>Of a queue only moments: in a long pause there was none.</remarks>
    private TimeSpan Left(bool free)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_credit)
        {
            var since = Stopwatch.GetElapsedTime(_asked, now);
            _asked = now;
            var left = free ? _left + since / Recovery : _left - (since < _patience ? since : _patience);
            var most = LongestNow;
            return _left = left > most ? most : left < TimeSpan.Zero ? TimeSpan.Zero : left;
        }
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
