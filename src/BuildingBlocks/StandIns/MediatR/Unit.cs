namespace MediatR;

/// <summary>No value.</summary>
public readonly record struct Unit
{
    private static readonly Unit Only;

    /// <summary>The only value there is.</summary>
    public static ref readonly Unit Value => ref Only;

    /// <summary>A finished task of it.</summary>
    public static Task<Unit> Task { get; } = System.Threading.Tasks.Task.FromResult(Only);

    /// <inheritdoc />
    public override string ToString() => "()";
}
