using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Modular.Catalog.Prices;

/// <summary>Values read a short while ago, as long as this host hears of changes; never more than <paramref name="capacity"/>.</summary>
internal sealed class Recent<TKey, TValue>(int capacity, TimeSpan age, TimeProvider time) where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, (TValue Value, long At)> _kept = new();
    private long _generation;
    private volatile bool _hears;

    /// <summary>To be taken before reading what is to be kept: a change that arrives in between may not be in it.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var found = _kept.TryGetValue(key, out var entry) && time.GetElapsedTime(entry.At) < age;
        value = found ? entry.Value : default;
        return found;
    }

    public void Keep(TKey key, TValue value, long generation)
    {
        if (!_hears || generation != Generation) return;
        // Beginning anew is rare, and cheaper than knowing on each read who was asked for last.
        if (_kept.Count >= capacity) _kept.Clear();
        _kept[key] = (value, time.GetTimestamp());
        if (generation != Generation) _kept.TryRemove(key, out _);
    }

    public void Forget(TKey key)
    {
        Interlocked.Increment(ref _generation);
        _kept.TryRemove(key, out _);
    }

    public void ForgetAll()
    {
        Interlocked.Increment(ref _generation);
        _kept.Clear();
    }

    /// <summary>Whether changes are heard from now on; what was kept before is dropped either way.</summary>
    public void Hears(bool hears)
    {
        _hears = hears;
        ForgetAll();
    }
}
