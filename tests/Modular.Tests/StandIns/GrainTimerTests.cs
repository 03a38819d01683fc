namespace Modular.Tests.StandIns;

public sealed class GrainTimerTests : IAsyncLifetime
{
    private TestSilo silo = null!;

    public async Task InitializeAsync() => silo = await TestSilo.Start();

    public async Task DisposeAsync() => await silo.DisposeAsync();

    private int Ticks(string key) => silo.Journal.Count($"probe/{key} ticks");

    [Fact]
    public async Task A_timer_ticks_every_period()
    {
        await silo.Probe("clock").StartTimer(TimeSpan.FromSeconds(10), keepAlive: false);

        for (var tick = 1; tick <= 3; tick++)
        {
            silo.Time.Advance(TimeSpan.FromSeconds(10));
            await Eventually.True(() => Ticks("clock") == tick);
            await silo.Probe("clock").Increment();
        }
    }

    [Fact]
    public async Task A_tick_waits_for_its_turn()
    {
        var probe = silo.Probe("clock");
        await probe.StartTimer(TimeSpan.FromSeconds(10), keepAlive: false);
        var gate = new Gate();
        var running = probe.Wait(gate, default);
        await gate.Reached;

        silo.Time.Advance(TimeSpan.FromSeconds(10));
        await Task.Delay(50);
        Ticks("clock").ShouldBe(0);
        gate.Open();

        await running.Soon();
        await Eventually.True(() => Ticks("clock") == 1);
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        var probe = silo.Probe("clock");
        await probe.StartTimer(TimeSpan.FromSeconds(10), keepAlive: false);
        await probe.Leave();
        await probe.Increment();

        silo.Time.Advance(TimeSpan.FromSeconds(10));
        await Task.Delay(50);

        Ticks("clock").ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ticks_keep_an_activation_only_if_asked_to(bool keepAlive)
    {
        await silo.Probe("clock").StartTimer(TimeSpan.FromMinutes(2), keepAlive);

        for (var tick = 1; tick <= 3; tick++)
        {
            silo.Time.Advance(TimeSpan.FromMinutes(2));
            if (keepAlive || tick < 3)
                await Eventually.True(() => Ticks("clock") == tick);
        }

        if (keepAlive)
        {
            silo.Silo.ActivationCount.ShouldBe(1);
            return;
        }

        // It may be at its tick just when it is looked at: it is looked at again, as time goes on.
        for (var minute = 0; minute < 5 && silo.Silo.ActivationCount > 0; minute++)
        {
            await Task.Delay(50);
            silo.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await Eventually.True(() => silo.Silo.ActivationCount == 0);
    }
}
