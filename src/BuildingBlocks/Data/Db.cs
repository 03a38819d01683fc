using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;

namespace Modular.BuildingBlocks.Data;

/// <summary>Reads and multi-statement transactions on the one database; columns in snake_case map to members by name.</summary>
public sealed class Db(NpgsqlDataSource source) : IDisposable
{
    // The pool hands out every connection in turn, and each has to learn every statement: few connections know theirs by heart.
    private readonly SemaphoreSlim _places = new(4 * Math.Max(4, Environment.ProcessorCount));

    static Db()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new DateOnlyHandler());
    }

    /// <summary>Opens the pool of a database, with statements prepared on their second use. Whatever a session keeps is ended by who made it: <see cref="Forget"/>.</summary>
    public static NpgsqlDataSource Source(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        if (string.IsNullOrEmpty(settings.ApplicationName)) settings.ApplicationName = "modular";
        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>The first row, or null (default) when there is none.</summary>
    public async Task<T?> One<T>(string sql, object? args = null, CancellationToken ct = default)
    {
        using var place = await Enter(ct);
        await using var connection = await Open(ct);
        return await connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, args, cancellationToken: ct));
    }

    /// <summary>All rows, in memory.</summary>
    public async Task<IReadOnlyList<T>> Many<T>(string sql, object? args = null, CancellationToken ct = default)
    {
        using var place = await Enter(ct);
        await using var connection = await Open(ct);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, args, cancellationToken: ct))).AsList();
    }

    /// <summary>The rows of two statements with the same arguments, in one round trip.</summary>
    public async Task<(IReadOnlyList<T1> First, IReadOnlyList<T2> Second)> Two<T1, T2>(
        string firstSql, string secondSql, object? args = null, CancellationToken ct = default)
    {
        using var place = await Enter(ct);
        await using var connection = await Open(ct);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition($"{firstSql};\n{secondSql}", args, cancellationToken: ct));
        return ((await results.ReadAsync<T1>()).AsList(), (await results.ReadAsync<T2>()).AsList());
    }

    /// <summary>The rows of one page and the count of all pages, from two statements with the same arguments in one round trip.</summary>
    public async Task<(IReadOnlyList<T> Items, int Total)> Counted<T>(string itemsSql, string totalSql, object? args = null, CancellationToken ct = default)
    {
        using var place = await Enter(ct);
        await using var connection = await Open(ct);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition($"{itemsSql};\n{totalSql}", args, cancellationToken: ct));
        return ((await results.ReadAsync<T>()).AsList(), await results.ReadSingleAsync<int>());
    }

    /// <summary>The rows one by one as they arrive, for downloads of any length.</summary>
    public async IAsyncEnumerable<T> Stream<T>(string sql, object? args = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var connection = await Open(ct);
        await foreach (var row in connection.QueryUnbufferedAsync<T>(sql, args).WithCancellation(ct)) yield return row;
    }

    /// <summary>Runs a statement and answers how many rows it touched; it is durable when this returns.</summary>
    public async Task<int> Execute(string sql, object? args = null, CancellationToken ct = default)
    {
        using var place = await Enter(ct);
        await using var connection = await Open(ct);
        return await connection.ExecuteAsync(new CommandDefinition(sql, args, cancellationToken: ct));
    }

    /// <summary>Commits what the work did if it returns, undoes it if it throws; <see cref="CommitOutcomeUnknownException"/> if the connection broke at the commit.</summary>
    public async Task<T> Transaction<T>(Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> work, CancellationToken ct = default)
    {
        await using var connection = await Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        var result = await work(connection, transaction);
        try
        {
            await transaction.CommitAsync(ct);
        }
        catch (Exception e) when (connection.FullState != ConnectionState.Open && Outage.Is(e))
        {
            throw new CommitOutcomeUnknownException(e);
        }

        return result;
    }

    /// <summary>Ends what the session keeps (settings, temporary tables, locks), so that the connection may go back to the pool.</summary>
    public static async Task Forget(NpgsqlConnection connection)
    {
        if (connection.FullState == ConnectionState.Open) await connection.ExecuteAsync("RESET ALL; DISCARD TEMP; SELECT pg_advisory_unlock_all()");
    }

    /// <summary>A connection of the pool, for COPY and streamed reads; the caller disposes it.</summary>
    public async Task<NpgsqlConnection> Open(CancellationToken ct = default) => await source.OpenConnectionAsync(ct);

    public void Dispose() => _places.Dispose();

    private async ValueTask<Place> Enter(CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        return new Place(_places);
    }

    private readonly struct Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }

    // Dapper knows no parameter type for DateOnly of its own.
    private sealed class DateOnlyHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value is DateTime time ? DateOnly.FromDateTime(time) : (DateOnly)value;

        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            parameter.DbType = DbType.Date;
            parameter.Value = value;
        }
    }
}
