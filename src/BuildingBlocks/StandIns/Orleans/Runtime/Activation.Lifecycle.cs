using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>How an activation comes and goes.</summary>
internal sealed partial class Activation
{
    private IServiceScope? scope;
    private List<GrainTimer>? timers;
    private Departure? leaving;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) =>
        _ = Leave(deactivationReason);

    /// <summary>Goes once the running calls are over; the task ends when it has gone.</summary>
    public Task Leave(DeactivationReason reason)
    {
        lock (this)
        {
            if (phase == Phase.Dead)
                return Task.CompletedTask;
            if (phase == Phase.New)
            {
                phase = Phase.Dead;
                silo.Forget(this);
                return Task.CompletedTask;
            }
            leaving ??= new Departure(reason);
            LeaveIfFree();
            return leaving.Gone.Task;
        }
    }

    public void CollectIfIdle(TimeSpan age)
    {
        lock (this)
            if (phase == Phase.Active && leaving is null && IsFree && silo.Time.GetElapsedTime(lastUsed) >= age)
                _ = Leave(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "There was no call for a while."));
    }

    public void Keep(GrainTimer timer)
    {
        lock (this)
            (timers ??= []).Add(timer);
    }

    public void Drop(GrainTimer timer)
    {
        lock (this)
            timers?.Remove(timer);
    }

    private void StartActivating(Call first, bool borrow)
    {
        if (borrow)
            first.InContext(static self => _ = ((Activation)self!).ActivateAsync(), this);
        else
            Schedule(() => first.InContext(static self => _ = ((Activation)self!).ActivateAsync(), this));
    }

    private async Task ActivateAsync()
    {
        var stage = new LifecycleStage(this);
        try
        {
            scope = silo.Services.CreateScope();
            GrainInstance = Construct();
            await ((Grain)GrainInstance).OnActivateAsync(silo.Stopped);
        }
#pragma warning disable CA1031 // Whatever keeps a grain from activating belongs to the callers.
        catch (Exception e)
#pragma warning restore CA1031
        {
            stage.End();
            await Close();
            End(call => call.Fail(e));
            return;
        }
        stage.End();

        Call? next, refused = null;
        lock (this)
        {
            phase = Phase.Active;
            lastUsed = silo.Time.GetTimestamp();
            if (leaving is not null)
                refused = TakeAll();
            next = TakeStartable();
            LeaveIfFree();
        }
        ForEach(refused, call => call.Fail(new SiloUnavailableException(
            $"{id} was deactivated while it was activated: {leaving!.Reason.Description}")));
        PostAll(next);
    }

    private Grain Construct()
    {
        var outer = UnderConstruction;
        UnderConstruction = this;
        try
        {
            return (Grain)id.Class.Create(scope!.ServiceProvider, null);
        }
        finally
        {
            UnderConstruction = outer;
        }
    }

    private void LeaveIfFree()
    {
        if (phase != Phase.Active || leaving is null || !IsFree)
            return;
        phase = Phase.Deactivating;
        // The farewell belongs to no call, so it runs in none's context.
        using (ExecutionContext.IsFlowSuppressed() ? default(IDisposable) : ExecutionContext.SuppressFlow())
            Schedule(() => _ = DeactivateAsync());
    }

    private async Task DeactivateAsync()
    {
        var stage = new LifecycleStage(this);
        try
        {
            await ((Grain)GrainInstance!).OnDeactivateAsync(leaving!.Reason, silo.Stopped);
        }
#pragma warning disable CA1031 // The activation goes whatever it says.
        catch (Exception e)
#pragma warning restore CA1031
        {
            silo.Log.LogError(e, "{Grain} failed while it was deactivated", id);
        }
        stage.End();
        await Close();
        End(call =>
        {
            if (call.Forwarded)
                silo.Dispatch(call.Activation!.Id, call, wait: false);
        });
    }

    /// <summary>Ends the timers, disposes of the grain and of its services.</summary>
    private async Task Close()
    {
        GrainTimer[] ending;
        lock (this)
            (ending, timers) = (timers?.ToArray() ?? [], null);
        foreach (var timer in ending)
            timer.Dispose();
        try
        {
            if (GrainInstance is IAsyncDisposable slow)
                await slow.DisposeAsync();
            else
                (GrainInstance as IDisposable)?.Dispose();
            if (scope is IAsyncDisposable services)
                await services.DisposeAsync();
        }
#pragma warning disable CA1031 // The activation goes whatever it says.
        catch (Exception e)
#pragma warning restore CA1031
        {
            silo.Log.LogError(e, "{Grain} could not be disposed of", id);
        }
    }

    private void End(Action<Call> withWaiting)
    {
        Call? waiting;
        lock (this)
        {
            phase = Phase.Dead;
            waiting = TakeAll();
        }
        silo.Forget(this);
        ForEach(waiting, withWaiting);
        leaving?.Gone.TrySetResult();
    }

    private static void ForEach(Call? call, Action<Call> action)
    {
        while (call is not null)
        {
            var next = call.Next;
            action(call);
            call = next;
        }
    }

    private sealed record Departure(DeactivationReason Reason)
    {
        public TaskCompletionSource Gone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Makes calls of the grain to itself while it activates or deactivates recognisable as deadlocks.</summary>
    private sealed class LifecycleStage : Call
    {
        public LifecycleStage(Activation activation)
            : base(Sharing.Exclusive, default)
        {
            Activation = activation;
            BeCurrent();
        }

        protected override Task? Promise => null;

        public void End() => BeDone();

        protected override Task Invoke(Grain grain) => Task.CompletedTask;

        protected override Task Failed(Exception exception) => Task.FromException(exception);

        protected override void MakePromise()
        {
        }

        protected override void Keep(Task finished)
        {
        }

        protected override void Reject(Exception exception)
        {
        }

        protected override void Withdraw()
        {
        }
    }
}
