namespace Modular.Simulation.Faults;

/// <summary>Ten times as many clients as the host serves at its highest rate.</summary>
public static class Overload
{
    private const int Normal = 32;

    public static async Task<(int, string)> Strike(Scene scene)
    {
        using var load = await Load.Prepare(scene.Address, await scene.SignIn("ana"), scene.Skus[0], Normal);
        await load.Run(Normal, TimeSpan.FromSeconds(3));
        var normal = await load.Run(Normal, TimeSpan.FromSeconds(8));
        var flood = await load.Run(10 * Normal, TimeSpan.FromSeconds(8));
        var after = await load.Run(Normal, TimeSpan.FromSeconds(4));
        await load.Clear();
        return (10 * Normal, FormattableString.Invariant(
            $"normal {normal.Accepted:0}/s p99 {normal.AcceptedP99:0.0} ms; tenfold accepted {flood.Accepted:0}/s p99 {flood.AcceptedP99:0.0} ms ({flood.AcceptedP99 / normal.AcceptedP99:0.00} x), refused {flood.Refused:0}/s p99 {flood.RefusedP99:0.0} ms; after {after.Accepted:0}/s; otherwise failed {normal.Failed + flood.Failed + after.Failed}"));
    }
}
