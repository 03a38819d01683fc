using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Storage;

namespace Modular.Tests.StandIns;

internal sealed record Note(string Text);

/// <summary>A grain to be poked at; internal, like those of the modules.</summary>
internal interface IProbe : IGrainWithStringKey
{
    Task<int> Increment();

    ValueTask<int> IncrementSlowly();

    ValueTask Forget();

    Task<Note> Echo(Note note, Guid id, int number);

    Task Throw(string message);

    Task ThrowBeforeAnyTask();

    Task Conflict();

    Task ConflictOf(IProbe other);

    Task Leave();

    Task<int> LeaveWhenToldTo(Gate gate);

    Task<string> Key();

    Task<string?> Context(string name);

    Task Wait(Gate gate, CancellationToken ct);

    Task WriteDown(string line, CancellationToken ct);

    Task<int> CallYourself();

    Task CallYourselfThrough(IProbe other);

    Task<int> IncrementOf(IProbe other);

    Task StartTimer(TimeSpan period, bool keepAlive);

    [OneWay]
    Task Tell(Gate gate);
}

/// <summary>Lets a test hold a call and know that it is there.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => reached.Task.Soon();

    public Task Pass()
    {
        reached.TrySetResult();
        return opened.Task;
    }

    public void Open() => opened.TrySetResult();
}

internal sealed class ProbeGrain(Journal journal) : Grain, IProbe
{
    private int count;
    private int inside;

    private string Name => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Lines.Enqueue($"{Name} activates");
        await Task.Yield();
        if (journal.FailingActivations.TryGetValue(Name, out var left) && left > 0)
        {
            journal.FailingActivations[Name] = left - 1;
            throw new TimeoutException("The database is not there.");
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        journal.Lines.Enqueue($"{Name} goes: {reason.ReasonCode}");
    }

    public Task<int> Increment() => Task.FromResult(++count);

    public async ValueTask<int> IncrementSlowly()
    {
        Interlocked.Increment(ref inside).ShouldBe(1);
        var before = count;
        await Task.Yield();
        await Task.Delay(1);
        inside.ShouldBe(1);
        count = before + 1;
        Interlocked.Decrement(ref inside);
        return count;
    }

    public ValueTask Forget()
    {
        count = 0;
        return ValueTask.CompletedTask;
    }

    public Task<Note> Echo(Note note, Guid id, int number) => Task.FromResult(new Note($"{note.Text} {id} {number}"));

    public async Task Throw(string message)
    {
        count++;
        await Task.Yield();
        throw new FormatException(message);
    }

    public Task ThrowBeforeAnyTask() => throw new FormatException("at once");

    public async Task Conflict()
    {
        count = 1000;
        await Task.Yield();
        throw new InconsistentStateException("version 3 expected, 4 found");
    }

    public async Task ConflictOf(IProbe other)
    {
        count = 7;
        await other.Conflict();
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<int> LeaveWhenToldTo(Gate gate)
    {
        DeactivateOnIdle();
        await gate.Pass();
        return ++count;
    }

    public Task<string> Key() => Task.FromResult(Name);

    public async Task<string?> Context(string name)
    {
        await Task.Yield();
        var value = (string?)RequestContext.Get(name);
        RequestContext.Set(name, "changed by the grain");
        return value;
    }

    public Task Wait(Gate gate, CancellationToken ct) => gate.Pass().WaitAsync(ct);

    public Task WriteDown(string line, CancellationToken ct)
    {
        journal.Lines.Enqueue(line);
        return Task.CompletedTask;
    }

    public Task<int> CallYourself() => GrainFactory.GetGrain<IProbe>(Name).Increment();

    public Task CallYourselfThrough(IProbe other) => other.IncrementOf(GrainFactory.GetGrain<IProbe>(Name));

    public async Task<int> IncrementOf(IProbe other)
    {
        await Task.Yield();
        return await other.Increment();
    }

    public Task StartTimer(TimeSpan period, bool keepAlive)
    {
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(period, period) { KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public async Task Tell(Gate gate)
    {
        await gate.Pass();
        throw new FormatException("nobody hears this");
    }

    private async Task Tick(CancellationToken ct)
    {
        Interlocked.Increment(ref inside).ShouldBe(1);
        await Task.Yield();
        journal.Lines.Enqueue($"{Name} ticks");
        Interlocked.Decrement(ref inside);
    }
}
