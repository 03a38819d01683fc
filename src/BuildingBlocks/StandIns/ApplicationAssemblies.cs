using System.Reflection;

namespace Modular.BuildingBlocks.StandIns;

/// <summary>The assemblies of the running application that can hold grains and modules: a root, and what it references, as far as that references BuildingBlocks.</summary>
internal static class ApplicationAssemblies
{
    private static readonly string Own = typeof(ApplicationAssemblies).Assembly.GetName().Name!;

    public static IReadOnlyCollection<Assembly> From(Assembly root)
    {
        var found = new HashSet<Assembly>();
        Visit(root, found);
        return found;
    }

    private static void Visit(Assembly assembly, HashSet<Assembly> found)
    {
        var references = assembly.GetReferencedAssemblies();
        if (!references.Any(r => r.Name == Own) || !found.Add(assembly))
            return;
        foreach (var reference in references.Where(r => !IsFramework(r.Name!)))
            Visit(Assembly.Load(reference), found);
    }

    private static bool IsFramework(string name) =>
        name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft", StringComparison.Ordinal);
}
