using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>
/// One call on its way through an activation: waiting, then running, then done. A call that can start at once runs on
/// its caller's thread and answers with the grain's own task; only one that waits gets a promise.
/// </summary>
internal abstract class Call : IThreadPoolWorkItem
{
    private static readonly AsyncLocal<Call?> Current = new();
    private static readonly ContextCallback RunTurn = static call => ((Call)call!).Turn();

    private readonly CancellationToken token;
    private CancellationTokenRegistration cancellation;
    private ExecutionContext? context;
    private Call? caller;
    private Task? turn;
    private int taken;
    private volatile bool done;

    protected Call(Sharing sharing, CancellationToken token)
    {
        this.token = token;
        Sharing = sharing;
        caller = Current.Value;
        while (caller is { done: true })
            caller = caller.caller;
    }

    /// <summary>The call behind this one in its activation's queue.</summary>
    public Call? Next { get; set; }

    public Activation? Activation { get; set; }

    public Sharing Sharing { get; }

    /// <summary>Whether the call outlives its activation and goes to the next one.</summary>
    public virtual bool Forwarded => true;

    /// <summary>Whether it counts as use of the activation.</summary>
    public virtual bool KeepsAlive => true;

    public Task Answer => Promise ?? turn!;

    protected CancellationToken Token => token;

    protected abstract Task? Promise { get; }

    public bool IsCancelled => token.IsCancellationRequested;

    /// <summary>Whether this call is made inside a running call of <paramref name="activation"/>, which would wait for itself.</summary>
    public bool ComesFrom(Activation activation)
    {
        for (var c = caller; c is not null; c = c.caller)
            if (c.Activation == activation && !c.done && c.Sharing != Sharing.Always)
                return true;
        return false;
    }

    /// <summary>Gets ready to wait.</summary>
    public void Park()
    {
        if (Promise is not null)
            return;
        context ??= ExecutionContext.Capture();
        MakePromise();
        if (token.CanBeCanceled)
            cancellation = token.UnsafeRegister(static call => ((Call)call!).Cancel(), this);
    }

    /// <summary>Makes the call start, unless it was cancelled while it waited.</summary>
    public bool TryTake()
    {
        if (Interlocked.Exchange(ref taken, 1) != 0)
            return false;
        cancellation.Unregister();
        return true;
    }

    public void Fail(Exception exception)
    {
        if (!TryTake())
            return;
        MakePromise();
        done = true;
        Reject(exception);
    }

    public void Cancel()
    {
        if (Interlocked.Exchange(ref taken, 1) != 0)
            return;
        MakePromise();
        done = true;
        Withdraw();
    }

    /// <summary>Runs the call, or the start of its activation, in its caller's execution context.</summary>
    public void InContext(ContextCallback what, object? state)
    {
        context ??= ExecutionContext.Capture();
        if (context is null)
            what(state);
        else
            ExecutionContext.Run(context, what, state);
    }

    public void Execute() => InContext(RunTurn, this);

    /// <summary>Marks what runs from here on in this execution context as part of this call.</summary>
    protected void BeCurrent() => Current.Value = this;

    protected void BeDone() => done = true;

    protected abstract Task Invoke(Grain grain);

    protected abstract Task Failed(Exception exception);

    protected abstract void MakePromise();

    /// <summary>Passes the turn's outcome on to the promise, if there is one.</summary>
    protected abstract void Keep(Task finished);

    protected abstract void Reject(Exception exception);

    protected abstract void Withdraw();

    private void Turn()
    {
        BeCurrent();
        try
        {
            turn = Invoke((Grain)Activation!.GrainInstance!)
                ?? throw new InvalidOperationException($"{Activation.Id} answered null instead of a task.");
        }
#pragma warning disable CA1031 // Whatever a grain throws belongs to its caller.
        catch (Exception e)
#pragma warning restore CA1031
        {
            turn = Failed(e);
        }
        if (turn.IsCompleted)
            Finish();
        else
            turn.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(Finish);
    }

    private void Finish()
    {
        Debug.Assert(turn!.IsCompleted);
        done = true;
        context = null;
        caller = null;
        // First the activation is free again, then the caller goes on: its next call must not find it busy.
        Activation!.Release(this, turn);
        Keep(turn);
    }
}
