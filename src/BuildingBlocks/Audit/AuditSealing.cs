using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.BuildingBlocks.Audit;

/// <summary>Seals rows of the audit trail into a hash chain per account, some moments after their commit: no write ever waits for the chain.</summary>
/// <remarks>
/// In the order of transactions: a change that began after another was committed is sealed after it. Only rows that no transaction under way
/// can still precede are sealed. One host at a time does it, held by an advisory lock.
/// </remarks>
public sealed class AuditSealing(Db db, ILogger<AuditSealing> log) : BackgroundService
{
    private const int AtOnce = 5_000;
    private const long Lock = 0x6d6f64_617564;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const string Reach =
        """
        SELECT before::text::bigint AS sealed_before, pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon,
               before >= pg_snapshot_xmax(pg_current_snapshot()) AS is_restored
        FROM platform.audit_sealed
        """;

    private const string Due =
        $"""
        SELECT {AuditRow.Columns}, a.xid::text::bigint AS transaction FROM platform.audit a
        WHERE a.xid >= @SealedBefore::text::xid8 AND a.xid < @Horizon::text::xid8
          AND NOT EXISTS (SELECT FROM platform.audit_seals s WHERE s.seq = a.seq)
        ORDER BY a.xid, a.seq LIMIT @AtOnce
        """;

    // In another cluster the mark and the rows bear transaction numbers from the future: once, all of the trail is looked through.
    private const string DueAfterRestore =
        $"""
        SELECT {AuditRow.Columns}, a.xid::text::bigint AS transaction FROM platform.audit a
        WHERE (a.xid < @Horizon::text::xid8 OR a.xid >= pg_snapshot_xmax(pg_current_snapshot()))
          AND NOT EXISTS (SELECT FROM platform.audit_seals s WHERE s.seq = a.seq)
        ORDER BY a.seq LIMIT @AtOnce
        """;

    private const string Heads =
        """
        SELECT h.account_id, h.no, h.hash
        FROM unnest(@accounts) AS account CROSS JOIN LATERAL (
            SELECT account_id, no, hash FROM platform.audit_seals WHERE account_id = account ORDER BY no DESC LIMIT 1) h
        """;

    /// <summary>Seals what is due and answers how many rows that were.</summary>
    public async Task<int> Seal(CancellationToken ct)
    {
        var sealedRows = 0;
        int rows;
        do
        {
            rows = await db.Transaction((connection, transaction) => SealSome(connection, transaction, ct), ct);
            sealedRows += rows;
        }
        while (rows == AtOnce);
        return sealedRows;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Seal(stoppingToken);
            }
            catch (Exception away) when (Outage.IsOfDatabase(away))
            {
                log.LogWarning("The audit trail waits to be sealed: {Reason}", away.Message);
            }
        }
    }

    private static async Task<int> SealSome(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        CommandDefinition Command(string sql, object? args = null) => new(sql, args, transaction, cancellationToken: ct);

        if (!await connection.QuerySingleAsync<bool>(Command("SELECT pg_try_advisory_xact_lock(@Lock)", new { Lock }))) return 0;
        var reach = await connection.QuerySingleAsync<Limits>(Command(Reach));
        var due = (await connection.QueryAsync<AuditRow>(Command(
            reach.IsRestored ? DueAfterRestore : Due, new { reach.SealedBefore, reach.Horizon, AtOnce }))).AsList();
        if (due.Count == 0 && !reach.IsRestored) return 0;

        var accounts = due.Select(d => d.AccountId).Distinct().ToArray();
        var heads = (await connection.QueryAsync<Head>(Command(Heads, new { accounts }))).ToDictionary(h => h.AccountId);
        var seals = due.Select(row =>
        {
            var head = heads.GetValueOrDefault(row.AccountId) ?? new Head { AccountId = row.AccountId };
            return heads[row.AccountId] = new Head { AccountId = row.AccountId, No = head.No + 1, Seq = row.Seq, Hash = row.HashAfter(head.Hash) };
        }).ToArray();
        await connection.ExecuteAsync(Command(
            """
            INSERT INTO platform.audit_seals (account_id, no, seq, hash)
            SELECT * FROM unnest(@accountIds, @numbers, @rows, @hashes)
            """,
            new
            {
                accountIds = seals.Select(s => s.AccountId).ToArray(), numbers = seals.Select(s => s.No).ToArray(),
                rows = seals.Select(s => s.Seq).ToArray(), hashes = seals.Select(s => s.Hash).ToArray(),
            }));
        // A trail looked through in part after a restore keeps its mark, and so is looked through again.
        var before = due.Count < AtOnce ? reach.Horizon : reach.IsRestored ? reach.SealedBefore : due[^1].Transaction;
        await connection.ExecuteAsync(Command("UPDATE platform.audit_sealed SET before = @before::text::xid8", new { before }));
        return due.Count;
    }

    private sealed record Limits(long SealedBefore, long Horizon, bool IsRestored);

    private sealed class Head
    {
        public Guid AccountId { get; init; }
        public long No { get; init; }
        public long Seq { get; init; }
        public byte[] Hash { get; init; } = new byte[32];
    }
}
