using Npgsql;
using NpgsqlTypes;

namespace Modular.BuildingBlocks.Data;

/// <summary>A statement that writes all rows of its kind that wait at a moment, given as one array per column.</summary>
/// <remarks>It answers the places, counted from 1, of those that it wrote; a row that it does not name has changed nothing.</remarks>
public abstract class Bulk<T>(string sql) : Bulk
{
    /// <summary>Adds the statement's parameters.</summary>
    protected abstract void Fill(BulkColumns columns, IReadOnlyList<T> rows);

    internal override NpgsqlBatchCommand ToCommand(ArraySegment<WriteUnit> units)
    {
        var rows = new T[units.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = ((BulkUnit<T>)units[i]).Row;
        var command = new NpgsqlBatchCommand(sql);
        Fill(new BulkColumns(command.Parameters), rows);
        return command;
    }
}

/// <summary>A <see cref="Bulk{T}"/> as the writer loops see it.</summary>
public abstract class Bulk
{
    private static int _made;

    /// <summary>Units of one statement stand together in a batch.</summary>
    internal int Number { get; } = Interlocked.Increment(ref _made);

    /// <summary>Whether it writes events, which are to be delivered at once.</summary>
    public virtual bool Tells => false;

    internal abstract NpgsqlBatchCommand ToCommand(ArraySegment<WriteUnit> units);
}

/// <summary>Takes the columns of a <see cref="Bulk{T}"/>: $1, $2 … in the order of the calls.</summary>
public readonly struct BulkColumns(NpgsqlParameterCollection parameters)
{
    /// <summary>Adds an array of PostgreSQL's type for <typeparamref name="TValue"/>.</summary>
    public BulkColumns With<TValue>(TValue[] values)
    {
        parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = values });
        return this;
    }

    /// <summary>Adds an array of a type that its .NET type does not tell, as where elements may be null.</summary>
    public BulkColumns With<TValue>(TValue[] values, NpgsqlDbType element)
    {
        parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element });
        return this;
    }

    /// <inheritdoc cref="With{TValue}(TValue[])"/>
    public BulkColumns With<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value) => With(Column(rows, value));

    /// <inheritdoc cref="With{TValue}(TValue[], NpgsqlDbType)"/>
    public BulkColumns With<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value, NpgsqlDbType element) =>
        With(Column(rows, value), element);

    private static TValue[] Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++) column[i] = value(rows[i]);
        return column;
    }
}

/// <summary>One row's place in a <see cref="Bulk{T}"/>: true when it was written.</summary>
internal sealed class BulkUnit<T>(Bulk<T> statement, T row, Guid lockOrder) : WriteUnit
{
    private readonly TaskCompletionSource<bool> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public T Row => row;

    public Task<bool> Outcome => outcome.Task;

    internal override Bulk? Bulk => statement;

    internal override Guid LockOrder => lockOrder;

    internal override void Complete() => outcome.TrySetResult(Written);

    internal override void Fail(Exception e) => outcome.TrySetException(e);

    internal override void CancelIfWaiting(CancellationToken ct)
    {
        if (TryTake()) outcome.TrySetCanceled(ct);
    }
}
