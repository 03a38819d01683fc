using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>A grain class and how it is made.</summary>
internal sealed class GrainClass(Type type)
{
    private ObjectFactory? create;

    public Type Type { get; } = type;

    /// <summary>Compiled at first use: an application starts faster than it has grains.</summary>
    public ObjectFactory Create => create ??= ActivatorUtilities.CreateFactory(Type, Type.EmptyTypes);

    public IReadOnlyList<Type> Interfaces { get; } = [.. type.GetInterfaces().Where(i => typeof(IGrain).IsAssignableFrom(i))];

    /// <summary>Whether calls can interleave, so that the activation needs a scheduler to keep them off each other between awaits.</summary>
    public bool Interleaves { get; } = type.GetInterfaces().SelectMany(i => i.GetMethods()).Any(m =>
        m.IsDefined(typeof(AlwaysInterleaveAttribute)) || m.IsDefined(typeof(ReadOnlyAttribute)));
}

/// <summary>Finds the grain classes in some assemblies by the interfaces they implement.</summary>
internal sealed class GrainClasses(IEnumerable<Assembly> assemblies)
{
    private readonly FrozenDictionary<Type, GrainClass[]> byInterface = assemblies.Distinct()
        .SelectMany(a => a.GetTypes())
        .Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(Grain).IsAssignableFrom(t))
        .Select(t => new GrainClass(t))
        .SelectMany(c => c.Interfaces, (c, i) => (Class: c, Interface: i))
        .GroupBy(p => p.Interface, p => p.Class)
        .ToFrozenDictionary(g => g.Key, g => g.ToArray());

    public GrainClass Of(Type grainInterface, string? prefix)
    {
        var found = byInterface.GetValueOrDefault(grainInterface, [])
            .Where(c => prefix is null || c.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))
            .ToArray();
        return found switch
        {
            [var one] => one,
            [] => throw new ArgumentException($"Could not find an implementation for interface {grainInterface}"),
            _ => throw new ArgumentException(
                $"Several grain classes implement {grainInterface}: {string.Join(", ", found.Select(c => c.Type))}"),
        };
    }
}
