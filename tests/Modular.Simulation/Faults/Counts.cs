using System.Collections.Concurrent;
using System.Diagnostics;

namespace Modular.Simulation.Faults;

/// <summary>What the resellers met on their way to their answers.</summary>
public sealed class Counts
{
    private readonly ConcurrentDictionary<string, int> _oddities = [];
    private readonly ConcurrentDictionary<string, int> _refusals = [];
    private long _lastAnswer = Stopwatch.GetTimestamp();
    private long _longestSilence;
    private int _broken;

    /// <summary>Requests that ended without an answer.</summary>
    public int Broken => _broken;

    /// <summary>429 and 503, which tell when to come again.</summary>
    public int Unavailable => _refusals.Values.Sum();

    /// <summary>Why, and how often.</summary>
    public string Refusals => string.Join(", ", _refusals.OrderByDescending(r => r.Value).Select(r => $"{r.Value} x {r.Key}"));

    /// <summary>Answers that nobody should get, whatever breaks.</summary>
    public IReadOnlyDictionary<string, int> Oddities => _oddities;

    public TimeSpan LongestSilence => TimeSpan.FromSeconds((double)Interlocked.Read(ref _longestSilence) / Stopwatch.Frequency);

    public void Break() => Interlocked.Increment(ref _broken);

    public void Refuse(string why) => _refusals.AddOrUpdate(why, 1, (_, n) => n + 1);

    public void Wonder(string what) => _oddities.AddOrUpdate(what, 1, (_, n) => n + 1);

    public void Answered()
    {
        var now = Stopwatch.GetTimestamp();
        var silence = now - Interlocked.Exchange(ref _lastAnswer, now);
        if (silence > Interlocked.Read(ref _longestSilence)) Interlocked.Exchange(ref _longestSilence, silence);
    }
}
