using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace Modular.BuildingBlocks.Results;

/// <summary>An outcome that a pipeline can make from an <see cref="Error"/> without knowing its value's type.</summary>
public interface IOutcome<TSelf> where TSelf : IOutcome<TSelf>
{
    Error? Error { get; }

    static abstract TSelf From(Error error);
}

/// <summary>A value, or the reason why there is none. A refusal may carry the state as it is now (<see cref="Refused"/>).</summary>
[GenerateSerializer, Immutable, Alias("Result`1")]
public sealed record Result<T> : IOutcome<Result<T>>
{
    private Result(T? value, Error? error) => (Value, Error) = (value, error);

    [Id(0)] public T? Value { get; }

    [Id(1)] public Error? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    public static Result<T> From(Error error) => new(default, error);

    /// <summary>A refusal that shows what the caller collided with.</summary>
    public static Result<T> Refused(Error error, T current) => new(current, error);

    /// <summary>The same outcome for another value; a refusal stays the same refusal.</summary>
    public Result<TOther> Map<TOther>(Func<T, TOther> map) =>
        Error is null ? new(map(Value!), null)
        : Value is null ? Result<TOther>.From(Error)
        : new(map(Value), Error);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}

/// <summary>The value of a success that has nothing to say.</summary>
[GenerateSerializer, Immutable, Alias("Done")]
public sealed record Done
{
    public static readonly Done Instance = new();
}

/// <summary>A view whose <see cref="Version"/> becomes the answer's ETag.</summary>
public interface IVersioned
{
    long Version { get; }
}
