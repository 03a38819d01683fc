using System.Runtime.CompilerServices;
using Modular.Simulation.Faults;

namespace Modular.IntegrationTests.Faults;

/// <summary>What <c>bin/faults</c> breaks, for tests.</summary>
internal static class FaultScene
{
    public static string ProxyConfiguration => File.ReadAllText(Path.Combine(Root(), "deploy", "haproxy.cfg"));

    public static SceneOptions Options => new() { Program = Path.Combine(AppContext.BaseDirectory, "Modular.Host.dll"), ProxyConfiguration = ProxyConfiguration };

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../.."));
}
