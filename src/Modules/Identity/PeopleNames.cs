using System.Collections.Concurrent;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>What people are called, kept in memory while this host hears of changes (<see cref="SessionChanges"/>), else asked for each time.</summary>
internal sealed class PeopleNames(Db db)
{
    private const int MaxKept = 100_000;

    private readonly ConcurrentDictionary<Guid, string> _kept = new();
    private long _generation;
    private volatile bool _hears;

    public async Task<IReadOnlyDictionary<Guid, string>> Of(IReadOnlyCollection<Guid> userIds, CancellationToken ct)
    {
        var names = new Dictionary<Guid, string>(userIds.Count);
        List<Guid>? missing = null;
        foreach (var id in userIds)
        {
            if (_kept.TryGetValue(id, out var name)) names[id] = name;
            else (missing ??= []).Add(id);
        }

        if (missing is not null)
        {
            foreach (var (id, name) in await Read(missing, ct)) names[id] = name;
        }

        return names;
    }

    public void Forget(Guid userId)
    {
        Interlocked.Increment(ref _generation);
        _kept.TryRemove(userId, out _);
    }

    /// <summary>Whether changes are heard from now on; what was kept before is dropped either way.</summary>
    public void Hears(bool hears)
    {
        _hears = hears;
        Interlocked.Increment(ref _generation);
        _kept.Clear();
    }

    private async Task<IReadOnlyList<(Guid Id, string Name)>> Read(List<Guid> ids, CancellationToken ct)
    {
        var generation = Interlocked.Read(ref _generation);
        var found = await db.Many<(Guid Id, string Name)>("SELECT id, display_name FROM identity.users WHERE id = ANY(@ids)", new { ids }, ct);
        foreach (var (id, name) in found)
        {
            // A change that arrived while this was being read may not be in it.
            if (!_hears || generation != Interlocked.Read(ref _generation)) break;
            if (_kept.Count >= MaxKept) _kept.Clear();
            _kept[id] = name;
            if (generation != Interlocked.Read(ref _generation)) _kept.TryRemove(id, out _);
        }

        return found;
    }
}
