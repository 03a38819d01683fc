using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Modular.BuildingBlocks.Data;

/// <summary>One self-contained writing statement for <see cref="CommitGroup"/>; its parameters are $1, $2 … in the order of the With calls.</summary>
/// <remarks>
/// The statement answers rows, if only none: a RETURNING or a SELECT. The reader starts before the first row, and may run twice: it only reads.
/// </remarks>
public sealed class WriteUnit<T>(string sql, Func<DbDataReader, T> read) : WriteUnit
{
    private readonly List<NpgsqlParameter> parameters = [];
    private readonly TaskCompletionSource<T> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;
    private Exception? readFailure;
    private Guid lockOrder;

    internal Task<T> Outcome => outcome.Task;

    internal override Guid LockOrder => lockOrder;

    /// <summary>Adds the next parameter, with PostgreSQL's type for <typeparamref name="TValue"/>; null is fine.</summary>
    public WriteUnit<T> With<TValue>(TValue value)
    {
        Add(value, null);
        return this;
    }

    /// <summary>Adds the next parameter with a type that its .NET type does not tell.</summary>
    public WriteUnit<T> With<TValue>(TValue value, NpgsqlDbType type)
    {
        Add(value, type);
        return this;
    }

    /// <summary>Adds a JSON document as jsonb.</summary>
    public WriteUnit<T> WithJson(string? json) => With(json, NpgsqlDbType.Jsonb);

    /// <summary>Names the row that units fight for (a basket, an account): a batch is sent in this order, so two batches cannot deadlock on it.</summary>
    public WriteUnit<T> Locking(Guid id)
    {
        lockOrder = id;
        return this;
    }

    internal override void Read(DbDataReader reader)
    {
        readFailure = null;
        try
        {
            result = read(reader);
        }
        catch (Exception e) when (e is not NpgsqlException)
        {
            // The statement is right, its reader is not: that is the bug of this unit alone.
            readFailure = e;
        }
    }

    internal override void Complete()
    {
        if (readFailure is null) outcome.TrySetResult(result);
        else outcome.TrySetException(readFailure);
    }

    internal override void Fail(Exception e) => outcome.TrySetException(e);

    internal override void CancelIfWaiting(CancellationToken ct)
    {
        if (TryTake()) outcome.TrySetCanceled(ct);
    }

    internal override NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    private void Add<TValue>(TValue value, NpgsqlDbType? type)
    {
        var parameter = new NpgsqlParameter<TValue> { TypedValue = value };
        // Null has no Kind to tell timestamptz by.
        if (type is null && typeof(TValue) == typeof(DateTime?)) type = NpgsqlDbType.TimestampTz;
        if (type is { } known) parameter.NpgsqlDbType = known;
        parameters.Add(parameter);
    }
}

/// <summary>A write as the writer loops see it.</summary>
public abstract class WriteUnit
{
    private int entered;
    private int taken;
    private int retries;

    internal abstract Guid LockOrder { get; }

    /// <summary>What it is a row of; null for a statement of its own.</summary>
    internal virtual Bulk? Bulk => null;

    /// <summary>Whether the bulk statement named its row.</summary>
    internal bool Written { get; set; }

    internal void Enter()
    {
        if (Interlocked.Exchange(ref entered, 1) == 1) throw new InvalidOperationException("A unit is written once; make a new one.");
    }

    internal bool MayRetry() => ++retries <= 3;

    /// <summary>True for the one who may decide this unit's fate: a writer loop, or the caller that gave up.</summary>
    internal bool TryTake() => Interlocked.Exchange(ref taken, 1) == 0;

    internal virtual void Read(DbDataReader reader) => throw new NotSupportedException();

    internal virtual NpgsqlBatchCommand ToCommand() => throw new NotSupportedException();

    internal abstract void Complete();

    internal abstract void Fail(Exception e);

    internal abstract void CancelIfWaiting(CancellationToken ct);
}
