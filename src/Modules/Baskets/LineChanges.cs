namespace Modular.Baskets;

/// <summary>Sends changes of lines to their baskets. What is asked of one basket while it is at work goes to it together, and each gets its own answer.</summary>
internal sealed class LineChanges(IGrainFactory grains)
{
    private const int AtOnce = 64;

    // A basket that is at work, with those who wait for it; null until somebody does.
    private readonly Dictionary<(Guid AccountId, Guid BasketId), Queue<Waiting>?> _atWork = [];

    public async Task<Result<BasketState>> Send(Guid accountId, Guid basketId, LineChange change)
    {
        var key = (accountId, basketId);
        if (Wait(key, change) is { } waiting) return await waiting.Answer.Task;
        try
        {
            return (await grains.Basket(accountId, basketId).ChangeLines([change]))[0];
        }
        finally
        {
            Next(key);
        }
    }

    private Waiting? Wait((Guid, Guid) key, LineChange change)
    {
        lock (_atWork)
        {
            if (_atWork.TryAdd(key, null)) return null;
            var waiting = new Waiting(change);
            (_atWork[key] ??= new()).Enqueue(waiting);
            return waiting;
        }
    }

    private void Next((Guid, Guid) key)
    {
        var group = new List<Waiting>();
        lock (_atWork)
        {
            var queue = _atWork[key];
            while (group.Count < AtOnce && queue?.TryDequeue(out var waiting) == true) group.Add(waiting);
            if (group.Count == 0) _atWork.Remove(key);
        }

        // In nobody's context: the group is everybody's.
        if (group.Count > 0) ThreadPool.UnsafeQueueUserWorkItem(_ => _ = Run(key, group), null);
    }

    private async Task Run((Guid AccountId, Guid BasketId) key, List<Waiting> group)
    {
        try
        {
            var answers = await grains.Basket(key.AccountId, key.BasketId).ChangeLines([.. group.Select(w => w.Change)]);
            for (var i = 0; i < group.Count; i++) group[i].Answer.TrySetResult(answers[i]);
        }
#pragma warning disable CA1031 // Whatever it was, those who wait learn of it.
        catch (Exception e)
        {
            foreach (var waiting in group) waiting.Answer.TrySetException(e);
        }
#pragma warning restore CA1031
        finally
        {
            Next(key);
        }
    }

    private sealed record Waiting(LineChange Change)
    {
        public TaskCompletionSource<Result<BasketState>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
