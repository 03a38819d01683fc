using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.Catalog.Import;

/// <summary>Who imports, from where, and whether it is a rehearsal.</summary>
internal sealed record ImportOrder(Guid Id, string? FileName, string? Charset, bool DryRun, Guid AccountId, Guid? StartedBy);

/// <summary>Every INSERT and UPDATE of imports and their errors.</summary>
internal sealed class ImportLog(Db db, TimeProvider time)
{
    /// <summary>Of a file that is wrong from top to bottom, so many lines are told; all are counted.</summary>
    public const int MaxErrorsKept = 10_000;

    /// <summary>Held by the connection that imports: whoever can take it knows that nobody does any more.</summary>
    public static string LockOf(string id) => $"hashtextextended('catalog.import ' || {id}, 0)";

    public Task Begin(ImportOrder order, PriceColumns columns, CancellationToken ct) => db.Execute(
        """
        INSERT INTO catalog.imports (id, file_name, started_by, started_at, dry_run, state, ignored_columns)
        VALUES (@Id, @FileName, @StartedBy, @now, @DryRun, 'reading', @ignored)
        """,
        new { order.Id, order.FileName, order.StartedBy, now = Now, order.DryRun, ignored = columns.Ignored.ToArray() }, ct);

    public async Task Progress(Guid id, string state, int rows, int rejected, IReadOnlyCollection<RowFault> faults, CancellationToken ct)
    {
        if (faults.Count > 0) await Keep(id, faults, ct);
        await db.Execute(
            "UPDATE catalog.imports SET state = @state, rows = @rows, rejected = @rejected WHERE id = @id", new { id, state, rows, rejected }, ct);
    }

    public Task Fail(Guid id, string code, params string[] args) => db.Execute(
        "UPDATE catalog.imports SET state = 'failed', ended_at = @now, failure_code = @code, failure_args = @args WHERE id = @id AND ended_at IS NULL",
        new { id, code, args, now = Now }, CancellationToken.None);

    /// <summary>Part of the transaction that applies it: an import is done if and only if its prices are there.</summary>
    public static async Task Done(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid id, MergeCounts counts, DateTime at)
    {
        await using var command = new NpgsqlCommand(
            """
            UPDATE catalog.imports SET state = 'done', ended_at = $2, added = $3, changed = $4, unchanged = $5, rejected = rejected + $6 WHERE id = $1
            """,
            connection, transaction)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = at }, new() { Value = counts.Added }, new() { Value = counts.Changed },
                new() { Value = counts.Unchanged }, new() { Value = counts.Repeated },
            },
        };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Marks imports as failed whose host is gone; what they had staged went with it.</summary>
    public Task<int> FailAbandoned(CancellationToken ct) => db.Execute(
        $"""
        UPDATE catalog.imports SET state = 'failed', ended_at = @now, failure_code = 'catalog.import_interrupted'
        WHERE ended_at IS NULL AND pg_try_advisory_xact_lock({LockOf("id::text")})
        """,
        new { now = Now }, ct);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private Task<int> Keep(Guid id, IReadOnlyCollection<RowFault> faults, CancellationToken ct) => db.Execute(
        """
        INSERT INTO catalog.import_errors (import_id, line, column_name, code, args, value)
        SELECT @id, f.line, f.col, f.code, string_to_array(f.args, E'\x1f'), f.value
        FROM unnest(@lines, @columns, @codes, @args, @values) AS f(line, col, code, args, value)
        ON CONFLICT DO NOTHING
        """,
        new
        {
            id,
            lines = faults.Select(f => f.Line).ToArray(),
            columns = faults.Select(f => f.Column).ToArray(),
            codes = faults.Select(f => f.Code).ToArray(),
            args = faults.Select(f => string.Join('\x1f', f.Args)).ToArray(),
            values = faults.Select(f => f.Value).ToArray(),
        },
        ct);
}
