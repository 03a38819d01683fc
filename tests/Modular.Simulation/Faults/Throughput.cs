namespace Modular.Simulation.Faults;

/// <summary>Hosts behind the proxy beside one of them behind it: alternating rounds on the same machine and database.</summary>
public static class Throughput
{
    private const int Connections = 64;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(6);

    public static async Task<int> Compare(SceneOptions options)
    {
        await using var scene = await Scene.Start(options);
        using var single = await Proxy.Start(options.ProxyConfiguration, scene.Directory, [scene.Hosts[0].Address]);
        var token = await scene.SignIn("ana");
        using var all = await Load.Prepare(scene.Address, token, scene.Skus[0], Connections / 2);
        using var one = await Load.Prepare(single.Address, token, scene.Skus[0], Connections / 2);
        var (ones, alls) = (new List<double>(), new List<double>());
        await one.Run(Connections, Each / 2);
        await all.Run(Connections, Each / 2);
        for (var round = 0; round < 3; round++)
        {
            ones.Add((await one.Run(Connections, Each)).Accepted);
            alls.Add((await all.Run(Connections, Each)).Accepted);
        }

        var (alone, together) = (ones.Order().ElementAt(1), alls.Order().ElementAt(1));
        Console.WriteLine(FormattableString.Invariant(
            $"{Environment.ProcessorCount} processors for hosts, PostgreSQL, proxy and load: one host {alone:0} edits/s, {options.Hosts} hosts {together:0} edits/s, ratio {together / alone:0.00}"));
        return 0;
    }
}
