using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>
/// One living grain and its mailbox: a queue of waiting calls and the count of running ones, under its own lock.
/// Activations are many and mostly idle, so what an idle one does not need is not allocated.
/// </summary>
internal sealed partial class Activation(Silo silo, GrainId id) : IGrainContext
{
    private readonly TurnScheduler? scheduler = id.Class.Interleaves ? new TurnScheduler() : null;
    private Call? head;
    private Call? tail;
    private long lastUsed;
    private int exclusive;
    private int readers;
    private int others;
    private Phase phase;

    private enum Phase : byte
    {
        New,
        Activating,
        Active,
        Deactivating,
        Dead,
    }

    /// <summary>The activation whose grain is being constructed on this thread.</summary>
    [field: ThreadStatic]
    public static Activation? UnderConstruction { get; private set; }

    public Silo Silo => silo;

    public GrainId Id => id;

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => scope!.ServiceProvider;

    private bool IsFree => exclusive + readers + others == 0;

    /// <summary>Starts the call or lets it wait; false if this activation is dead and the caller must find the next one.</summary>
    public bool Enqueue(Call call, bool wait)
    {
        call.Activation = this;
        var borrow = wait && MayBorrowThread();
        var activate = false;
        lock (this)
        {
            if (phase == Phase.Dead)
                return false;
            var start = phase == Phase.Active && leaving is null
                && (call.Sharing == Sharing.Always || head is null && MayStart(call));
            if (start && !borrow)
                call.Park();
            if (start && call.TryTake())
                Count(call, 1);
            else if (wait && call.ComesFrom(this))
            {
                call.Fail(new InvalidOperationException(
                    $"Deadlock: {id} is called from within its own running call, which would have to end first. Grains are not reentrant."));
                return true;
            }
            else
            {
                call.Park();
                Append(call);
                activate = phase == Phase.New;
                if (activate)
                    phase = Phase.Activating;
                else
                    return true;
            }
        }
        if (activate)
            StartActivating(call, borrow);
        else if (borrow)
            call.Execute();
        else
            Post(call);
        return true;
    }

    /// <summary>Takes note that a call is over and starts what may start now.</summary>
    public void Release(Call call, Task turn)
    {
        if (turn.Exception?.InnerException is Storage.InconsistentStateException { IsSourceActivation: true } stale)
        {
            stale.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, stale, "The stored state is another one."));
        }
        Call? next;
        lock (this)
        {
            Count(call, -1);
            if (call.KeepsAlive)
                lastUsed = silo.Time.GetTimestamp();
            if (leaving is not null)
            {
                LeaveIfFree();
                return;
            }
            next = TakeStartable();
        }
        PostAll(next);
    }

    private bool MayStart(Call call) => call.Sharing switch
    {
        Sharing.Exclusive => exclusive == 0 && readers == 0,
        Sharing.AmongReaders => exclusive == 0,
        _ => true,
    };

    private void Count(Call call, int change)
    {
        switch (call.Sharing)
        {
            case Sharing.Exclusive: exclusive += change; break;
            case Sharing.AmongReaders: readers += change; break;
            default: others += change; break;
        }
    }

    private void Append(Call call)
    {
        call.Next = null;
        if (tail is null)
            head = call;
        else
            tail.Next = call;
        tail = call;
    }

    /// <summary>Takes the calls off the queue that may start now, in order; readers do not pass a waiting writer.</summary>
    private Call? TakeStartable()
    {
        Call? first = null, last = null, before = null;
        var blocked = false;
        for (var call = head; call is not null && !(blocked && scheduler is null);)
        {
            var next = call.Next;
            var start = call.Sharing == Sharing.Always || !blocked && MayStart(call);
            if (start)
            {
                Unlink(call, before);
                if (call.TryTake())
                {
                    Count(call, 1);
                    last = last is null ? first = call : last.Next = call;
                    call.Next = null;
                }
            }
            else
            {
                blocked = true;
                before = call;
            }
            call = next;
        }
        return first;
    }

    private void Unlink(Call call, Call? before)
    {
        if (before is null)
            head = call.Next;
        else
            before.Next = call.Next;
        if (tail == call)
            tail = before;
    }

    private Call? TakeAll()
    {
        var all = head;
        head = tail = null;
        return all;
    }

    /// <summary>Whether a call may run on its caller's thread: only where nothing of the caller's would steer its awaits.</summary>
    private bool MayBorrowThread() =>
        scheduler is null
        && SynchronizationContext.Current is null
        && TaskScheduler.Current == TaskScheduler.Default
        && !ExecutionContext.IsFlowSuppressed()
        && RuntimeHelpers.TryEnsureSufficientExecutionStack();

    private void PostAll(Call? call)
    {
        while (call is not null)
        {
            // Once posted, a call can be queued elsewhere, so its link is read before.
            var next = call.Next;
            Post(call);
            call = next;
        }
    }

    private void Post(Call call)
    {
        if (scheduler is null)
            ThreadPool.UnsafeQueueUserWorkItem(call, preferLocal: true);
        else
            Schedule(call.Execute);
    }

    private void Schedule(Action action)
    {
        if (scheduler is null)
            ThreadPool.UnsafeQueueUserWorkItem(static a => a(), action, preferLocal: true);
        else
            new Task(action, TaskCreationOptions.DenyChildAttach).Start(scheduler);
    }
}
