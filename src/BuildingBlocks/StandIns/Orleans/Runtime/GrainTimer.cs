using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>A one-shot timer that is set again after each tick, so that ticks never pile up.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly CancellationTokenSource ended = new();
    private readonly bool keepAlive;
    private ITimer timer = null!;
    private TimeSpan period;
    private bool changed;

    private GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        this.activation = activation;
        this.callback = callback;
        period = options.Period;
        keepAlive = options.KeepAlive;
    }

    public static GrainTimer Start(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var made = new GrainTimer(activation, callback, options);
        // A tick belongs to no call, so it must not inherit the context of the one that registered it.
        using (ExecutionContext.IsFlowSuppressed() ? default(IDisposable) : ExecutionContext.SuppressFlow())
            made.timer = activation.Silo.Time.CreateTimer(
                static state => ((GrainTimer)state!).Due(), made, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        activation.Keep(made);
        made.timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
        return made;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        this.period = period;
        changed = true;
        timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (ended.IsCancellationRequested)
            return;
        timer.Dispose();
        ended.Cancel();
        activation.Drop(this);
    }

    private void Due()
    {
        if (!ended.IsCancellationRequested)
            activation.Enqueue(new Tick(this), wait: false);
    }

    private async Task Run()
    {
        if (ended.IsCancellationRequested)
            return;
        changed = false;
        try
        {
            await callback(ended.Token);
        }
        catch (Exception e) when (!ended.IsCancellationRequested)
        {
            activation.Silo.Log.LogError(e, "A timer of {Grain} failed", activation.Id);
            throw;
        }
        finally
        {
            if (!changed && !ended.IsCancellationRequested)
                timer.Change(period, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>One tick, waiting for its turn like a call.</summary>
    private sealed class Tick(GrainTimer timer) : Call(Sharing.Exclusive, default)
    {
        public override bool Forwarded => false;

        public override bool KeepsAlive => timer.keepAlive;

        protected override Task? Promise => null;

        protected override Task Invoke(Grain grain) => timer.Run();

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
