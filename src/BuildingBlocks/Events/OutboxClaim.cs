using Dapper;
using Npgsql;

namespace Modular.BuildingBlocks.Events;

/// <summary>The next undelivered events of one key; the lock on the first of them keeps every other worker off the key.</summary>
internal sealed class OutboxClaim : IAsyncDisposable
{
    private const int AtMost = 50;

    // Walks from the first undelivered event of one key to that of the next: a key with a long queue, or one that is
    // held back or claimed by another, costs one look and hides nobody.
    private const string NextKey =
        """
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
        LIMIT 1
        """;

    private const string EventsOfKey =
        """
        SELECT id, event_id, type, account_id, payload::text AS payload, occurred_at, attempts
        FROM platform.outbox
        WHERE delivered_at IS NULL AND dead_at IS NULL AND key = @key ORDER BY id LIMIT @atMost
        """;

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private OutboxClaim(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        this.connection = connection;
        this.transaction = transaction;
    }

    public string Key { get; private set; } = "";

    public IReadOnlyList<Told> Events { get; private set; } = [];

    /// <summary>Claims the next key in byte order, or answers null when none is due behind <paramref name="after"/>.</summary>
    public static async Task<OutboxClaim?> Next(NpgsqlDataSource source, string after, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        var claim = new OutboxClaim(connection, await connection.BeginTransactionAsync(ct));
        try
        {
            var key = await connection.QueryFirstOrDefaultAsync<string?>(new CommandDefinition(NextKey, new { after }, claim.transaction, cancellationToken: ct));
            if (key is not null)
            {
                claim.Key = key;
                claim.Events = (await connection.QueryAsync<Told>(new CommandDefinition(
                    EventsOfKey, new { key, atMost = AtMost }, claim.transaction, cancellationToken: ct))).AsList();
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

    /// <summary>Marks what was delivered and, if one event failed, when to try it again.</summary>
    public async Task Close(IReadOnlyList<long> delivered, FailedAttempt? failed)
    {
        // Not durable at once: an event whose mark is lost is delivered again, and the inbox knows it.
        await connection.ExecuteAsync(
            """
            SET LOCAL synchronous_commit = off;
            UPDATE platform.outbox o SET delivered_at = clock_timestamp() FROM unnest(@delivered) d(id) WHERE o.id = d.id
            """, new { delivered = delivered.ToArray() }, transaction);
        if (failed is not null)
            await connection.ExecuteAsync(
                """
                UPDATE platform.outbox
                SET attempts = @Attempt, last_error = @Error, next_attempt_at = clock_timestamp() + @RetryAfter,
                    dead_at = CASE WHEN @IsDead THEN clock_timestamp() END
                WHERE id = @Id
                """, failed, transaction);
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <summary>An event to deliver.</summary>
    internal sealed record Told(long Id, Guid EventId, string Type, Guid? AccountId, string Payload, DateTime OccurredAt, int Attempts);

    /// <summary>An event that a consumer could not handle.</summary>
    internal sealed record FailedAttempt(long Id, int Attempt, string Error, TimeSpan RetryAfter, bool IsDead);
}
