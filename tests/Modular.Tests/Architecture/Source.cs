using System.Reflection;
using System.Runtime.CompilerServices;

namespace Modular.Tests.Architecture;

/// <summary>The repository's own files and assemblies, as the guards read them.</summary>
internal static class Source
{
    public static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    public static readonly IReadOnlyList<BuildingBlocks.Modules.Module> Modules = Host.Modules.All;

    public static readonly IReadOnlyList<Assembly> ModuleAssemblies = [.. Modules.Select(m => m.Assembly)];

    /// <summary>Everything of ours that runs, Integration and BuildingBlocks included.</summary>
    public static readonly IReadOnlyList<Assembly> Assemblies =
        [.. ModuleAssemblies, typeof(BuildingBlocks.Modules.Module).Assembly, Assembly.Load("Modular.Integration"), typeof(Host.Portal).Assembly];

    public static string FolderOf(BuildingBlocks.Modules.Module module) => "src/Modules/" + module.Assembly.GetName().Name!.Split('.')[1];

    /// <summary>Files below a folder of the repository whose names end so, with paths from the root; no build output.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)))
            .Where(f => !f.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "lib"))
            .Order(StringComparer.Ordinal)
            .Select(f => (f, File.ReadAllText(Path.Combine(Root, f))));

    /// <summary>Fails with a line for each finding.</summary>
    public static void ShouldBeNone(this IEnumerable<string> findings, string rule)
    {
        var found = findings.ToArray();
        if (found.Length > 0) Assert.Fail($"{rule}\n  {string.Join("\n  ", found)}");
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
