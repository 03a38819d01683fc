using Npgsql;

namespace Modular.BuildingBlocks.Data;

/// <summary>Answers what is asked at a moment together: while one group is being answered, the next gathers.</summary>
/// <param name="answer">Answers a group, as many answers in the same order. When it throws, each is asked again by itself, so that nobody fails for a neighbour, unless the database cannot be reached.</param>
/// <param name="atOnce">How many a group has at most.</param>
public sealed class Together<TAsk, TAnswer>(Func<IReadOnlyList<TAsk>, Task<IReadOnlyList<TAnswer>>> answer, int atOnce = 100)
{
    private readonly Lock _turn = new();
    private readonly Queue<Waiting> _waiting = [];
    private bool _isAtWork;

    /// <summary>Cancellation ends the waiting, not what was asked.</summary>
    public Task<TAnswer> Ask(TAsk ask, CancellationToken ct = default)
    {
        var waiting = new Waiting(ask);
        lock (_turn)
        {
            _waiting.Enqueue(waiting);
            // In nobody's context: the group is everybody's.
            if (!_isAtWork) ThreadPool.UnsafeQueueUserWorkItem(static all => _ = all.Work(), this, preferLocal: false);
            _isAtWork = true;
        }

        return waiting.Answer.Task.WaitAsync(ct);
    }

    private async Task Work()
    {
        while (Next() is { Count: > 0 } group)
        {
            if (await IsAnswered(group)) continue;
            foreach (var alone in group) await IsAnswered([alone]);
        }
    }

    private List<Waiting> Next()
    {
        var group = new List<Waiting>();
        lock (_turn)
        {
            while (group.Count < atOnce && _waiting.TryDequeue(out var waiting)) group.Add(waiting);
            _isAtWork = group.Count > 0;
        }

        return group;
    }

    private async Task<bool> IsAnswered(List<Waiting> group)
    {
        try
        {
            var answers = await answer(group.ConvertAll(w => w.Ask));
            for (var i = 0; i < group.Count; i++) group[i].Answer.TrySetResult(answers[i]);
            return true;
        }
#pragma warning disable CA1031 // Whatever it was, those who wait learn of it.
        catch (Exception e)
        {
            // A database that cannot be reached is so for all: asked one by one, they would wait for it one after the other.
            if (group.Count > 1 && (e is PostgresException || !Outage.Is(e))) return false;
            foreach (var waiting in group) waiting.Answer.TrySetException(e);
            return true;
        }
#pragma warning restore CA1031
    }

    private sealed record Waiting(TAsk Ask)
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
