using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Events;
using Npgsql;

namespace Modular.BuildingBlocks.Data;

/// <summary>Durable single-statement writes of many callers share a commit; each learns its own outcome, after the commit.</summary>
public sealed class CommitGroup : IAsyncDisposable
{
    private readonly Channel<WriteUnit> queue = Channel.CreateUnbounded<WriteUnit>();
    private readonly Task writing;

    public CommitGroup(NpgsqlDataSource source, OutboxSignal told, ILogger<CommitGroup> log, CommitGroupOptions? options = null)
    {
        options ??= new CommitGroupOptions();
        var losses = new StrongBox<int>();
        var loops = new List<Task>();
        CommitWriter? before = null;
        for (var i = 0; i < options.Writers; i++)
        {
            var writer = new CommitWriter(source, queue.Reader, told, log, options, losses, before);
            loops.Add(Task.Run(writer.Run));
            before = writer;
        }

        writing = Task.WhenAll(loops);
    }

    /// <summary>Writes the unit. Cancellation counts until it is sent; <see cref="PostgresException"/> is this unit's own; <see cref="CommitOutcomeUnknownException"/> if the connection broke meanwhile.</summary>
    public async Task<T> Run<T>(WriteUnit<T> unit, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        unit.Enter();
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(unit), this);
        await using var givingUp = ct.UnsafeRegister(static (waiting, token) => ((WriteUnit)waiting!).CancelIfWaiting(token), unit);
        return await unit.Outcome;
    }

    /// <summary>Writes a row together with all others of its kind that wait, exceptions as for a unit of its own.</summary>
    /// <param name="lockOrder">Names the row of the database that it fights for.</param>
    /// <returns>Whether the statement has written it.</returns>
    public Task<bool> Run<T>(Bulk<T> statement, T row, Guid lockOrder)
    {
        var unit = new BulkUnit<T>(statement, row, lockOrder);
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(unit), this);
        return unit.Outcome;
    }

    /// <summary>Writes what waits, then lets the connections go.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writing;
    }
}
