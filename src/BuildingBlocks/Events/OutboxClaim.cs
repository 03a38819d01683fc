using Dapper;
using Npgsql;

namespace Modular.BuildingBlocks.Events;

/// <summary>The next undelivered events of some keys; the lock on the first event of each keeps every other worker off its key.</summary>
internal sealed class OutboxClaim : IAsyncDisposable
{
    private const int KeysAtMost = 50;
    private const int OfKeyAtMost = 50;
    private const int AtMost = 100;

    // Walks from the first undelivered event of one key to that of the next: a key with a long queue, or one that is
    // held back or claimed by another, costs one look and hides nobody.
    private static readonly string NextKeys =
        $"""
        WITH RECURSIVE heads AS (
            (SELECT id, key FROM platform.outbox
             WHERE delivered_at IS NULL AND dead_at IS NULL AND key > @after ORDER BY key, id LIMIT 1)
            UNION ALL
            SELECT next.id, next.key
            FROM heads CROSS JOIN LATERAL (
                SELECT id, key FROM platform.outbox
                WHERE delivered_at IS NULL AND dead_at IS NULL AND key > heads.key ORDER BY key, id LIMIT 1) next
        )
        SELECT head.key
        FROM heads CROSS JOIN LATERAL (
            SELECT o.key FROM platform.outbox o
            WHERE o.id = heads.id AND delivered_at IS NULL AND dead_at IS NULL AND next_attempt_at <= clock_timestamp()
            FOR UPDATE SKIP LOCKED) head
        LIMIT {KeysAtMost}
        """;

    private static readonly string EventsOfKeys =
        $"""
        SELECT e.*
        FROM unnest((SELECT @keys)) WITH ORDINALITY AS k(key, nth) CROSS JOIN LATERAL (
            SELECT id, key, event_id, type, account_id, payload::text AS payload, occurred_at, attempts
            FROM platform.outbox
            WHERE delivered_at IS NULL AND dead_at IS NULL AND key = k.key ORDER BY id LIMIT {OfKeyAtMost}) e
        ORDER BY k.nth, e.id LIMIT {AtMost}
        """;

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private OutboxClaim(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        this.connection = connection;
        this.transaction = transaction;
    }

    /// <summary>Ordered by key, and those of one key as they were told.</summary>
    public IReadOnlyList<Told> Events { get; private set; } = [];

    /// <summary>Whether more may be due behind these.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Claims the next keys in byte order, or answers null when none is due behind <paramref name="after"/>.</summary>
    public static async Task<OutboxClaim?> Next(NpgsqlDataSource source, string after, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        var claim = new OutboxClaim(connection, await connection.BeginTransactionAsync(ct));
        try
        {
            var keys = (await connection.QueryAsync<string>(new CommandDefinition(NextKeys, new { after }, claim.transaction, cancellationToken: ct))).ToArray();
            if (keys.Length > 0)
            {
                claim.Events = (await connection.QueryAsync<Told>(new CommandDefinition(
                    EventsOfKeys, new { keys }, claim.transaction, cancellationToken: ct))).AsList();
                claim.IsFull = keys.Length == KeysAtMost || claim.Events.Count >= OfKeyAtMost;
                return claim;
            }
        }
        catch
        {
            await claim.DisposeAsync();
            throw;
        }
        await claim.DisposeAsync();
        return null;
    }

    /// <summary>Marks what was delivered and, if events failed, when to try them again.</summary>
    public async Task Close(IReadOnlyList<long> delivered, IReadOnlyList<FailedAttempt> failed)
    {
        // Not durable at once: an event whose mark is lost is delivered again, and the inbox knows it.
        await connection.ExecuteAsync(
            """
            SET LOCAL synchronous_commit = off;
            UPDATE platform.outbox o SET delivered_at = clock_timestamp() FROM unnest((SELECT @delivered)) d(id) WHERE o.id = d.id
            """, new { delivered = delivered.ToArray() }, transaction);
        foreach (var attempt in failed)
            await connection.ExecuteAsync(
                """
                UPDATE platform.outbox
                SET attempts = @Attempt, last_error = @Error, next_attempt_at = clock_timestamp() + @RetryAfter,
                    dead_at = CASE WHEN @IsDead THEN clock_timestamp() END
                WHERE id = @Id
                """, attempt, transaction);
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <summary>An event to deliver.</summary>
    internal sealed record Told(long Id, string Key, Guid EventId, string Type, Guid? AccountId, string Payload, DateTime OccurredAt, int Attempts);

    /// <summary>An event that a consumer could not handle.</summary>
    internal sealed record FailedAttempt(long Id, string Key, int Attempt, string Error, TimeSpan RetryAfter, bool IsDead);
}
