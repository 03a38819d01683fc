using System.Reflection;
using Modular.BuildingBlocks.StandIns;

namespace Carter;

/// <summary>The assemblies in which modules are looked for when none is named.</summary>
public class DependencyContextAssemblyCatalog(params Assembly[] assemblies)
{
    /// <summary>The application's own assemblies.</summary>
    public DependencyContextAssemblyCatalog()
        : this(Assembly.GetEntryAssembly() is { } entry ? [.. ApplicationAssemblies.From(entry)] : [])
    {
    }

    /// <summary>The assemblies to scan.</summary>
    public virtual IReadOnlyCollection<Assembly> GetAssemblies() => assemblies;
}
