using Orleans.Runtime;

namespace Modular.Tests.StandIns;

public sealed class TurnTests : IAsyncLifetime
{
    private TestSilo silo = null!;

    public async Task InitializeAsync() => silo = await TestSilo.Start();

    public async Task DisposeAsync() => await silo.DisposeAsync();

    [Fact]
    public async Task Turns_of_one_grain_never_overlap()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(_ => Task.Run(() => silo.Probe("turns").IncrementSlowly().AsTask()))).Soon();

        answers.Order().ShouldBe(Enumerable.Range(1, 200));
    }

    [Fact]
    public async Task Different_grains_run_side_by_side()
    {
        var (one, two) = (new Gate(), new Gate());
        var calls = new[] { silo.Probe("one").Wait(one, default), silo.Probe("two").Wait(two, default) };

        await one.Reached;
        await two.Reached;
        one.Open();
        two.Open();

        await Task.WhenAll(calls).Soon();
    }

    [Fact]
    public async Task Arguments_and_answers_pass_unchanged()
    {
        var id = Guid.NewGuid();
        (await silo.Probe("echo").Echo(new Note("hello"), id, 3)).ShouldBe(new Note($"hello {id} 3"));
        await silo.Probe("echo").Increment();
        await silo.Probe("echo").Forget();
        (await silo.Probe("echo").Increment()).ShouldBe(1);
    }

    [Fact]
    public async Task An_exception_reaches_the_caller_and_the_grain_lives_on()
    {
        var probe = silo.Probe("faulty");
        (await Should.ThrowAsync<FormatException>(probe.Throw("no number"))).Message.ShouldBe("no number");
        (await Should.ThrowAsync<FormatException>(probe.ThrowBeforeAnyTask())).Message.ShouldBe("at once");
        (await probe.Increment()).ShouldBe(2);
    }

    [Fact]
    public async Task An_exception_of_a_waiting_call_reaches_its_caller()
    {
        var gate = new Gate();
        var running = silo.Probe("queue").Wait(gate, default);
        var waiting = silo.Probe("queue").Throw("later");
        gate.Open();

        await running.Soon();
        (await Should.ThrowAsync<FormatException>(waiting.Soon())).Message.ShouldBe("later");
    }

    [Fact]
    public async Task A_waiting_call_that_is_cancelled_is_never_run()
    {
        var probe = silo.Probe("patience");
        var gate = new Gate();
        using var impatience = new CancellationTokenSource();
        var running = probe.Wait(gate, default);
        await gate.Reached;
        var given = probe.WriteDown("given up", impatience.Token);
        var kept = probe.WriteDown("kept", default);

        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(given.Soon());
        gate.Open();
        await running.Soon();
        await kept.Soon();

        silo.Journal.Lines.ShouldBe(["probe/patience activates", "kept"]);
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_not_made()
    {
        await Should.ThrowAsync<OperationCanceledException>(silo.Probe("never").WriteDown("no", new CancellationToken(true)));
        silo.Journal.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_running_call_sees_the_cancellation()
    {
        var gate = new Gate();
        using var impatience = new CancellationTokenSource();
        var running = silo.Probe("running").Wait(gate, impatience.Token);
        await gate.Reached;

        await impatience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running.Soon());
        (await silo.Probe("running").Increment()).ShouldBe(1);
    }

    [Fact]
    public async Task The_request_context_flows_to_the_grain_and_not_back()
    {
        var probe = silo.Probe("context");
        RequestContext.Set("who", "ana");
        (await probe.Context("who")).ShouldBe("ana");
        RequestContext.Get("who").ShouldBe("ana");

        var gate = new Gate();
        var running = probe.Wait(gate, default);
        await gate.Reached;
        RequestContext.Set("who", "bruno");
        var waiting = probe.Context("who");
        RequestContext.Remove("who").ShouldBeTrue();
        gate.Open();
        await running.Soon();
        (await waiting.Soon()).ShouldBe("bruno");
        RequestContext.Get("who").ShouldBeNull();
    }

    [Fact]
    public async Task A_grain_that_calls_itself_is_told_so_instead_of_waiting_forever()
    {
        var probe = silo.Probe("narcissus");
        (await Should.ThrowAsync<InvalidOperationException>(probe.CallYourself().Soon())).Message.ShouldContain("Deadlock");
        (await Should.ThrowAsync<InvalidOperationException>(probe.CallYourselfThrough(silo.Probe("echo")).Soon()))
            .Message.ShouldContain("Deadlock");
        (await probe.IncrementOf(silo.Probe("echo")).Soon()).ShouldBe(1);
    }

    [Fact]
    public async Task A_one_way_call_does_not_wait()
    {
        var gate = new Gate();
        await silo.Probe("told").Tell(gate).Soon();
        await gate.Reached;
        gate.Open();
        (await silo.Probe("told").Increment().Soon()).ShouldBe(1);
    }
}
