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

    // After a restore into another cluster, rows and the mark bear transaction numbers from the future: both count as past.
    private const string Due =
        $"""
        SELECT {AuditRow.Columns}, a.xid::text::bigint AS transaction
        FROM platform.audit a CROSS JOIN platform.audit_sealed mark
        WHERE (a.xid >= mark.before OR mark.before >= pg_snapshot_xmax(pg_current_snapshot()))
          AND (a.xid < pg_snapshot_xmin(pg_current_snapshot()) OR a.xid >= pg_snapshot_xmax(pg_current_snapshot()))
          AND NOT EXISTS (SELECT FROM platform.audit_seals s WHERE s.seq = a.seq)
        ORDER BY a.xid, a.seq LIMIT @AtOnce
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
            catch (NpgsqlException away)
            {
                log.LogWarning("The audit trail waits to be sealed: {Reason}", away.Message);
            }
        }
    }

    private static async Task<int> SealSome(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        CommandDefinition Command(string sql, object? args = null) => new(sql, args, transaction, cancellationToken: ct);

        if (!await connection.QuerySingleAsync<bool>(Command("SELECT pg_try_advisory_xact_lock(@Lock)", new { Lock }))) return 0;
        var horizon = await connection.QuerySingleAsync<long>(Command("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"));
        var due = (await connection.QueryAsync<AuditRow>(Command(Due, new { AtOnce }))).AsList();
        if (due.Count == 0) return 0;

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
        var before = due.Count < AtOnce ? horizon : due[^1].Transaction;
        await connection.ExecuteAsync(Command("UPDATE platform.audit_sealed SET before = @before::text::xid8", new { before }));
        return due.Count;
    }

    private sealed class Head
    {
        public Guid AccountId { get; init; }
        public long No { get; init; }
        public long Seq { get; init; }
        public byte[] Hash { get; init; } = new byte[32];
    }
}
