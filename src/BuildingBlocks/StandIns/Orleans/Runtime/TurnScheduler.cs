namespace Orleans.Runtime;

/// <summary>Runs the pieces between awaits of an activation's interleaving calls one at a time.</summary>
internal sealed class TurnScheduler : TaskScheduler, IThreadPoolWorkItem
{
    private readonly Queue<Task> ready = new();
    private bool running;

    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            Task? next;
            lock (ready)
                if (!ready.TryDequeue(out next))
                {
                    running = false;
                    return;
                }
            TryExecuteTask(next);
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (ready)
        {
            ready.Enqueue(task);
            if (running)
                return;
            running = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (ready)
            return [.. ready];
    }
}
