using System.Globalization;

namespace Modular.Simulation.Faults;

/// <summary><c>faults --program DLL --proxy FILE [--hosts N] [--seed N] [--only NAME]</c></summary>
public static class FaultsCommand
{
    public const string Usage = "faults --program Modular.Host.dll [--proxy haproxy.cfg] [--hosts N] [--times N] [--seed N] [--only NAME] [--throughput yes]";

    public static async Task<int> Run(string[] args)
    {
        var options = new Dictionary<string, string>();
        for (var i = 0; i + 1 < args.Length; i += 2) options[args[i]] = args[i + 1];
        if (args.Length % 2 != 0 || !options.TryGetValue("--program", out var program))
        {
            await Console.Error.WriteLineAsync("Usage: " + Usage);
            return 2;
        }

        int Number(string name, int otherwise) => options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var proxy = options.TryGetValue("--proxy", out var file) ? await File.ReadAllTextAsync(file) : "";
        var scene = new SceneOptions { Program = program, ProxyConfiguration = proxy, Hosts = Number("--hosts", 1) };
        if (options.ContainsKey("--throughput")) return await Throughput.Compare(scene with { Hosts = Math.Max(2, scene.Hosts) });
        return await Faults(scene, Number("--times", 5), Number("--seed", 1), options.GetValueOrDefault("--only"));
    }

    private static async Task<int> Faults(SceneOptions options, int times, int seed, string? only)
    {
        Console.WriteLine($"{options.Hosts} host(s){(options.Hosts > 1 ? " behind HAProxy" : "")}, durable PostgreSQL, seed {seed}");
        Console.WriteLine(Outcome.Head);
        var outcomes = new List<Outcome>();
        bool Wanted(string name) => only is null || name.Contains(only, StringComparison.OrdinalIgnoreCase);

        (string Name, Func<Scene, Counts, Task<(int, string)>> Strike)[] common =
        [
            ("host killed", (s, _) => Strikes.KillHosts(s, times)),
            ("connections cut", (s, _) => Strikes.CutConnections(s, times * 2)),
            ("PostgreSQL killed", (s, c) => Strikes.KillPostgres(s, times, c)),
            ("clients hang half-way", (s, _) => Strikes.HangHalfWay(s, 200)),
            ("10,000 idle connections", (s, _) => Strikes.Idle(s, 10_000)),
            .. options.Hosts > 1 ? [("hosts drained (SIGTERM)", (s, c) => Strikes.Drain(s, c))] : Array.Empty<(string, Func<Scene, Counts, Task<(int, string)>>)>(),
        ];
        if (Array.Exists(common, f => Wanted(f.Name)))
        {
            await using var scene = await Scene.Start(options);
            var rehearsal = new Rehearsal(scene, seed);
            foreach (var (name, strike) in common.Where(f => Wanted(f.Name))) outcomes.Add(Told(await rehearsal.Run(name, strike)));
        }

        if (Wanted("disk full")) await Special(options with { Megabytes = 400 }, "disk full", (s, _) => Strikes.FillDisk(s, Math.Min(times, 3)));
        if (Wanted("clock jumps"))
        {
            if (Scene.HasOwnClock) await Special(options with { OwnClock = true }, "clock jumps", (s, _) => Strikes.JumpClock(s));
            else Console.WriteLine("clock jumps: skipped, Debian's package faketime is not installed");
        }

        if (Wanted("overload") && options.Hosts == 1)
        {
            await using var scene = await Scene.Start(options);
            outcomes.Add(Told(await new Rehearsal(scene, seed).Run("overload", (s, _) => Overload.Strike(s))));
        }

        Console.WriteLine($"{outcomes.Sum(o => o.Acknowledged)} acknowledged, {outcomes.Sum(o => o.Losses.Count)} losses");
        return outcomes.Exists(o => o.Losses.Count > 0) ? 1 : 0;

        async Task Special(SceneOptions special, string name, Func<Scene, Counts, Task<(int, string)>> strike)
        {
            try
            {
                await using var scene = await Scene.Start(special);
                outcomes.Add(Told(await new Rehearsal(scene, seed).Run(name, strike)));
            }
            catch (IOException impossible)
            {
                Console.WriteLine($"{name}: skipped. {impossible.Message}");
            }
        }
    }

    private static Outcome Told(Outcome outcome)
    {
        Console.WriteLine(outcome);
        foreach (var loss in outcome.Losses.Take(20)) Console.WriteLine("    " + loss);
        return outcome;
    }
}
