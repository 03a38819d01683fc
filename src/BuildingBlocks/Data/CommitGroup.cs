using Npgsql;

namespace Modular.BuildingBlocks.Data;

/// <summary>Durable single-statement writes of many callers share a commit; each learns its own outcome, after the commit.</summary>
public sealed class CommitGroup(NpgsqlDataSource source) : IAsyncDisposable
{
    /// <summary>Writes the unit; the caller's cancellation only counts until it is sent.</summary>
    public Task<T> Run<T>(WriteUnit<T> unit, CancellationToken ct = default) => throw new NotImplementedException(source.ToString());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
