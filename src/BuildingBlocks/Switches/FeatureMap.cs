using System.Collections.Concurrent;
using System.Reflection;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Modules;

namespace Modular.BuildingBlocks.Switches;

/// <summary>Which feature a type belongs to: by its own mark, its slice's, or its module's.</summary>
public sealed class FeatureMap(IReadOnlyList<Modules.Module> modules)
{
    private readonly Dictionary<Assembly, string> _whole = modules
        .Where(m => m.Features.Any(f => f.IsWholeModule))
        .ToDictionary(m => m.Assembly, m => m.Features.First(f => f.IsWholeModule).Name);

    private readonly ConcurrentDictionary<Type, string?> _known = new();

    public string? Of(Type type) => _known.GetOrAdd(type, Find);

    public bool IsOff(Type type, Caller caller) => caller.FeaturesOff.Count > 0 && Of(type) is { } feature && !caller.Has(feature);

    private string? Find(Type type) =>
        type.GetCustomAttribute<FeatureAttribute>()?.Name
        ?? type.DeclaringType?.GetCustomAttribute<FeatureAttribute>()?.Name
        ?? _whole.GetValueOrDefault(type.Assembly);
}
