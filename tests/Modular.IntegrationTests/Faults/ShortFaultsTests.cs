using Modular.Simulation.Faults;

namespace Modular.IntegrationTests.Faults;

/// <summary>The short run of <c>bin/faults</c>: resellers keep a ledger while things break, and nothing of it may be missing.</summary>
/// <remarks>Alone: a transaction of any other test on the same server keeps the trail from being sealed for as long as it lasts.</remarks>
[Collection(Alone.Name)]
public sealed class ShortFaultsTests
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_host_is_killed_and_its_connections_are_cut()
    {
        await using var scene = await Scene.Start(FaultScene.Options with { ConnectionString = await TestPostgres.NewDatabase() });
        var rehearsal = new Rehearsal(scene, seed: 1);

        var killed = await rehearsal.Run("host killed", (s, _) => Strikes.KillHosts(s, times: 1));
        killed.Losses.ShouldBeEmpty();
        killed.Acknowledged.ShouldBeGreaterThan(50);
        killed.Counts.Broken.ShouldBeGreaterThan(0, "The kill must come in the middle.");

        var cut = await rehearsal.Run("connections cut", (s, _) => Strikes.CutConnections(s, times: 2));
        cut.Losses.ShouldBeEmpty();
        cut.Acknowledged.ShouldBeGreaterThan(50);
    }
}
