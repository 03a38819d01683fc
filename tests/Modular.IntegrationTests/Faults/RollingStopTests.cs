using Modular.Simulation.Faults;

namespace Modular.IntegrationTests.Faults;

/// <summary>A host that is stopped behind a proxy while people work.</summary>
[Collection(Alone.Name)]
public sealed class RollingStopTests
{
    [Fact]
    public async Task Nobody_notices_that_a_host_was_stopped()
    {
        await using var scene = await Scene.Start(FaultScene.Options with { Hosts = 2, ConnectionString = await TestPostgres.NewDatabase() });
        var stopped = await new Rehearsal(scene, seed: 2).Run("host drained", async (s, _) =>
        {
            (await s.Hosts[0].Terminate()).ShouldBe(0);
            return (1, "");
        });

        stopped.Losses.ShouldBeEmpty();
        (stopped.Counts.Broken, stopped.Counts.Unavailable).ShouldBe((0, 0));
        stopped.Acknowledged.ShouldBeGreaterThan(50);
    }
}
