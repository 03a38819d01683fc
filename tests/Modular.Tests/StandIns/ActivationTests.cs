using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Modular.Tests.StandIns;

public sealed class ActivationTests : IAsyncLifetime
{
    private TestSilo silo = null!;

    public async Task InitializeAsync() => silo = await TestSilo.Start();

    public async Task DisposeAsync() => await silo.DisposeAsync();

    [Fact]
    public async Task A_thousand_first_calls_at_once_share_one_activation()
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, 1000).Select(_ => Task.Run(async () =>
        {
            await start.Task;
            return await silo.Probe("race").Increment();
        })).ToArray();
        start.SetResult();

        var answers = await Task.WhenAll(calls).Soon();

        answers.Order().ShouldBe(Enumerable.Range(1, 1000));
        silo.Journal.Count("probe/race activates").ShouldBe(1);
    }

    [Fact]
    public async Task Different_keys_are_different_grains()
    {
        await silo.Probe("one").Increment();
        (await silo.Probe("one").Increment()).ShouldBe(2);
        (await silo.Probe("two").Increment()).ShouldBe(1);
        (await silo.Probe("two").Key()).ShouldBe("probe/two");
        silo.Probe("two").GetPrimaryKeyString().ShouldBe("probe/two");
        silo.Probe("two").ShouldBe(silo.Probe("two"));
    }

    [Fact]
    public async Task A_grain_can_have_a_Guid_for_its_key()
    {
        var key = Guid.CreateVersion7();
        (await silo.Grains.GetGrain<IReader>(key).Key()).ShouldBe(key);
        silo.Grains.GetGrain<IReader>(key).GetPrimaryKey().ShouldBe(key);
    }

    [Fact]
    public async Task A_failed_activation_reaches_the_caller_and_the_next_call_tries_again()
    {
        silo.Journal.FailingActivations["probe/late"] = 2;

        await Should.ThrowAsync<TimeoutException>(silo.Probe("late").Increment());
        await Should.ThrowAsync<TimeoutException>(silo.Probe("late").Increment());
        (await silo.Probe("late").Increment()).ShouldBe(1);
        silo.Journal.Count("probe/late activates").ShouldBe(3);
    }

    [Fact]
    public async Task An_idle_activation_is_collected_and_comes_back_with_the_next_call()
    {
        await silo.Probe("idle").Increment();
        silo.Time.Advance(TimeSpan.FromMinutes(4));
        await silo.Probe("busy").Increment();
        silo.Silo.ActivationCount.ShouldBe(2);

        silo.Time.Advance(TimeSpan.FromMinutes(1));

        await Eventually.True(() => silo.Journal.Count("probe/idle goes: ActivationIdle") == 1 && silo.Silo.ActivationCount == 1);
        (await silo.Probe("idle").Increment()).ShouldBe(1);
        (await silo.Probe("busy").Increment()).ShouldBe(2);
    }

    [Fact]
    public async Task A_running_call_is_not_idleness()
    {
        var gate = new Gate();
        var call = silo.Probe("long").Wait(gate, default);
        await gate.Reached;

        silo.Time.Advance(TimeSpan.FromHours(1));
        gate.Open();

        await call.Soon();
        silo.Journal.Lines.ShouldBe(["probe/long activates"]);
    }

    [Fact]
    public async Task Deactivation_lets_the_running_call_end_and_sends_waiting_calls_to_a_fresh_activation()
    {
        var probe = silo.Probe("leaver");
        await probe.Increment();
        var gate = new Gate();
        var running = probe.LeaveWhenToldTo(gate);
        await gate.Reached;
        var waiting = Enumerable.Range(0, 20).Select(_ => probe.Increment()).ToArray();

        gate.Open();

        (await running.Soon()).ShouldBe(2);
        (await Task.WhenAll(waiting).Soon()).Order().ShouldBe(Enumerable.Range(1, 20));
        silo.Journal.Lines.ShouldBe(
            ["probe/leaver activates", "probe/leaver goes: ApplicationRequested", "probe/leaver activates"]);
    }

    [Fact]
    public async Task A_conflict_with_storage_drops_the_activation()
    {
        var probe = silo.Probe("stale");
        await probe.Increment();

        await Should.ThrowAsync<InconsistentStateException>(probe.Conflict());

        (await probe.Increment()).ShouldBe(1);
        silo.Journal.Count("probe/stale goes: ApplicationError").ShouldBe(1);
    }

    [Fact]
    public async Task A_conflict_of_another_grain_leaves_the_caller_alone()
    {
        var caller = silo.Probe("caller");

        await Should.ThrowAsync<InconsistentStateException>(caller.ConflictOf(silo.Probe("stale")));

        (await caller.Increment()).ShouldBe(8);
    }

    [Fact]
    public async Task Stopping_lets_running_calls_end_says_goodbye_and_refuses_new_calls()
    {
        var probe = silo.Probe("last");
        var gate = new Gate();
        var running = probe.Wait(gate, default);
        await gate.Reached;

        var stop = silo.Stop();
        await Should.ThrowAsync<SiloUnavailableException>(async () => await probe.Increment());
        stop.IsCompleted.ShouldBeFalse();
        gate.Open();

        await running.Soon();
        await stop.Soon();
        silo.Journal.Lines.ShouldBe(["probe/last activates", "probe/last goes: ShuttingDown"]);
        silo.Silo.ActivationCount.ShouldBe(0);
    }
}
