using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>How a call shares its activation with others.</summary>
internal enum Sharing : byte
{
    Exclusive,
    AmongReaders,
    Always,
}

/// <summary>A method of a grain interface, compiled once for all calls.</summary>
internal abstract class GrainMethod
{
    private readonly int tokenAt;
    private readonly bool oneWay;

    protected GrainMethod(MethodInfo method)
    {
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        tokenAt = Array.FindIndex(method.GetParameters(), p => p.ParameterType == typeof(CancellationToken));
        oneWay = method.IsDefined(typeof(OneWayAttribute));
        Sharing = method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? Sharing.Always
            : method.IsDefined(typeof(ReadOnlyAttribute)) ? Sharing.AmongReaders
            : Sharing.Exclusive;
        Invoke = Compile(method);
    }

    public string Name { get; }

    public Sharing Sharing { get; }

    /// <summary>Calls the method on a grain; a ValueTask comes back as the Task it is.</summary>
    public Func<Grain, object?[], Task> Invoke { get; }

    public static GrainMethod For(MethodInfo method)
    {
        var returned = method.ReturnType;
        var generic = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
        if (method.IsGenericMethod || method.GetParameters().Any(p => p.ParameterType.IsByRef))
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name}: a grain method is not generic and has no ref parameters.");
        if (returned == typeof(Task) || returned == typeof(ValueTask))
            return new GrainMethodWithoutResult(method);
        if (generic == typeof(Task<>) || generic == typeof(ValueTask<>))
            return (GrainMethod)Activator.CreateInstance(
                typeof(GrainMethod<>).MakeGenericType(returned.GenericTypeArguments), method)!;
        throw new NotSupportedException($"{method.DeclaringType}.{method.Name}: a grain method returns a Task or a ValueTask.");
    }

    public object Send(Silo silo, GrainId id, object?[] arguments)
    {
        var call = NewCall(arguments, tokenAt < 0 ? default : (CancellationToken)arguments[tokenAt]!);
        silo.Dispatch(id, call, wait: !oneWay);
        if (!oneWay)
            return ToReturned(call.Answer);
        call.Answer.ContinueWith(
            failed => silo.Log.LogError(failed.Exception!.InnerException, "The one-way call {Method} of {Grain} failed", Name, id),
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return ToReturned(null);
    }

    protected abstract Call NewCall(object?[] arguments, CancellationToken token);

    protected abstract object ToReturned(Task? answer);

    private static Func<Grain, object?[], Task> Compile(MethodInfo method)
    {
        var grain = Expression.Parameter(typeof(Grain));
        var arguments = Expression.Parameter(typeof(object[]));
        Expression call = Expression.Call(
            Expression.Convert(grain, method.DeclaringType!),
            method,
            method.GetParameters().Select((p, i) =>
                Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), p.ParameterType)));
        if (call.Type.IsValueType)
            call = Expression.Call(call, nameof(ValueTask.AsTask), null);
        return Expression.Lambda<Func<Grain, object?[], Task>>(call, grain, arguments).Compile();
    }
}

internal sealed class GrainMethod<T>(MethodInfo method) : GrainMethod(method)
{
    private readonly bool asValueTask = method.ReturnType.IsValueType;

    protected override Call NewCall(object?[] arguments, CancellationToken token) => new GrainCall<T>(this, arguments, token);

    protected override object ToReturned(Task? answer)
    {
        var task = (Task<T>?)answer ?? Task.FromResult(default(T)!);
        return asValueTask ? new ValueTask<T>(task) : task;
    }
}

internal sealed class GrainMethodWithoutResult(MethodInfo method) : GrainMethod(method)
{
    private readonly bool asValueTask = method.ReturnType.IsValueType;

    protected override Call NewCall(object?[] arguments, CancellationToken token) => new GrainCall(this, arguments, token);

    protected override object ToReturned(Task? answer)
    {
        var task = answer ?? Task.CompletedTask;
        return asValueTask ? new ValueTask(task) : task;
    }
}
