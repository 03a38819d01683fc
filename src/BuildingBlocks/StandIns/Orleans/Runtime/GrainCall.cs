namespace Orleans.Runtime;

/// <summary>A call of a method that answers with a value.</summary>
internal sealed class GrainCall<T>(GrainMethod method, object?[] arguments, CancellationToken token)
    : Call(method.Sharing, token)
{
    private TaskCompletionSource<T>? promise;

    protected override Task? Promise => promise?.Task;

    protected override Task Invoke(Grain grain) => method.Invoke(grain, arguments);

    protected override Task Failed(Exception exception) => Task.FromException<T>(exception);

    protected override void MakePromise() => promise ??= new TaskCompletionSource<T>();

    protected override void Keep(Task finished) => promise?.TrySetFromTask((Task<T>)finished);

    protected override void Reject(Exception exception) => promise!.TrySetException(exception);

    protected override void Withdraw() => promise!.TrySetCanceled(Token);
}

/// <summary>A call of a method that answers with no value.</summary>
internal sealed class GrainCall(GrainMethod method, object?[] arguments, CancellationToken token)
    : Call(method.Sharing, token)
{
    private TaskCompletionSource? promise;

    protected override Task? Promise => promise?.Task;

    protected override Task Invoke(Grain grain) => method.Invoke(grain, arguments);

    protected override Task Failed(Exception exception) => Task.FromException(exception);

    protected override void MakePromise() => promise ??= new TaskCompletionSource();

    protected override void Keep(Task finished) => promise?.TrySetFromTask(finished);

    protected override void Reject(Exception exception) => promise!.TrySetException(exception);

    protected override void Withdraw() => promise!.TrySetCanceled(Token);
}
