using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Modules;

namespace Modular.Identity;

/// <summary>What is switched off for each account, kept in memory while this host hears of changes (<see cref="FeatureChanges"/>), else asked for each time.</summary>
internal sealed class FeatureSwitches(Db db, IReadOnlyList<Module> modules) : IFeatureSwitches
{
    private const int MaxKept = 100_000;
    private const string Distributor = "distributor";

    private readonly ConcurrentDictionary<Guid, FrozenSet<string>> _kept = new();
    // A session's caller is the same object from request to request.
    private readonly ConditionalWeakTable<Caller, Caller> _applied = [];
    private long _generation;
    private volatile bool _hears;

    public ValueTask<Caller> Apply(Caller caller, CancellationToken ct) =>
        // The distributor looks after what others may not see.
        caller.AccountKind == Distributor ? ValueTask.FromResult(caller)
        : _kept.TryGetValue(caller.AccountId, out var off) ? ValueTask.FromResult(Without(caller, off))
        : Look(caller, ct);

    /// <summary>Whether changes made by other hosts are heard from now on; what was kept before is dropped either way.</summary>
    public void Hears(bool hears)
    {
        _hears = hears;
        Forget();
    }

    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _kept.Clear();
    }

    /// <returns>Those of the accounts for which the feature, or what the privilege belongs to, is switched off.</returns>
    public async Task<IReadOnlySet<Guid>> Without(string? privilege, string? feature, IReadOnlyCollection<Guid> accountIds, CancellationToken ct)
    {
        // Without its module a part of it is nothing.
        var asked = modules
            .Where(m => m.Features.Any(f => f.Name == feature || PrivilegesOf(f.Name).Contains(privilege)))
            .SelectMany(m => m.Features.Where(f => f.IsWholeModule || f.Name == feature || PrivilegesOf(f.Name).Contains(privilege))).ToList();
        if (asked.Count == 0) return FrozenSet<Guid>.Empty;
        var said = (await db.Many<(Guid AccountId, string Feature, bool IsOn)>(
            """
            SELECT DISTINCT ON (a.id, s.feature) a.id, s.feature, s.is_on
            FROM identity.accounts a
            JOIN identity.feature_switches s ON s.account_id = a.id OR (s.account_id IS NULL AND (s.country = a.country OR s.country IS NULL))
            WHERE a.id = ANY((SELECT @accountIds)::uuid[]) AND s.feature = ANY((SELECT @names)::text[])
            ORDER BY a.id, s.feature, s.account_id NULLS LAST, s.country NULLS LAST
            """,
            new { accountIds = accountIds.ToArray(), names = asked.Select(f => f.Name).ToArray() }, ct)).ToDictionary(s => (s.AccountId, s.Feature), s => s.IsOn);
        return accountIds.Where(id => asked.Any(f => !said.GetValueOrDefault((id, f.Name), f.OnByDefault))).ToHashSet();
    }

    public async Task<bool> IsOff(string feature, Guid accountId, CancellationToken ct) => (await Without(null, feature, [accountId], ct)).Count > 0;

    private async ValueTask<Caller> Look(Caller caller, CancellationToken ct)
    {
        var generation = Interlocked.Read(ref _generation);
        var said = (await db.Many<(string Feature, bool IsOn)>(
            """
            SELECT DISTINCT ON (feature) feature, is_on FROM identity.feature_switches
            WHERE account_id = @AccountId OR (account_id IS NULL AND (country = @Country::bpchar OR country IS NULL))
            ORDER BY feature, account_id NULLS LAST, country NULLS LAST
            """,
            new { caller.AccountId, caller.Country }, ct)).ToDictionary(s => s.Feature, s => s.IsOn);
        bool IsOff(Feature f) => !said.GetValueOrDefault(f.Name, f.OnByDefault);
        // Without its module a part of it is nothing.
        var off = modules.SelectMany(m => m.Features.Where(f => IsOff(f) || m.Features.Any(whole => whole.IsWholeModule && IsOff(whole))))
            .Select(f => f.Name).ToFrozenSet();
        // A change that arrived while this was being read may not be in it.
        if (_hears && _kept.Count < MaxKept && generation == Interlocked.Read(ref _generation))
        {
            _kept[caller.AccountId] = off;
            if (generation != Interlocked.Read(ref _generation)) _kept.TryRemove(caller.AccountId, out _);
        }

        return Without(caller, off);
    }

    private Caller Without(Caller caller, FrozenSet<string> off)
    {
        if (off.Count == 0) return caller;
        if (_applied.TryGetValue(caller, out var known) && known.FeaturesOff.SetEquals(off)) return known;
        var gone = off.SelectMany(PrivilegesOf).ToHashSet();
        var isNobody = caller.IsClient && off.Contains(IdentityFeatures.ApiClients);
        var less = caller with { FeaturesOff = off, Privileges = caller.Privileges.Where(p => !isNobody && !gone.Contains(p)).ToFrozenSet() };
        _applied.AddOrUpdate(caller, less);
        return less;
    }

    private IEnumerable<string> PrivilegesOf(string name)
    {
        var module = modules.First(m => m.Features.Any(f => f.Name == name));
        var feature = module.Features.First(f => f.Name == name);
        return feature.IsWholeModule
            ? module.Privileges.Select(p => p.Name).Except(module.Features.Where(f => f != feature).SelectMany(f => f.Privileges))
            : feature.Privileges;
    }
}
