using Modular.BuildingBlocks.Data;
using Npgsql;
using NpgsqlTypes;

namespace Modular.BuildingBlocks.Events;

/// <summary>Writes events beside the state they tell of.</summary>
public static class OutboxWriting
{
    /// <summary>Adds six columns: event_id, type, key, account_id, payload as text, occurred_at. The statement <see cref="Bulk.Tells"/>.</summary>
    public static BulkColumns Tell<TRow>(this BulkColumns columns, IReadOnlyList<TRow> rows, Func<TRow, OutboxMessage> message)
    {
        var told = rows.Select(message).ToArray();
        return columns
            .With(told, m => m.EventId).With(told, m => m.Type).With(told, m => m.Key).With(told, m => m.AccountId, NpgsqlDbType.Uuid)
            .With(told, m => m.Payload).With(told, m => m.OccurredAt);
    }

    /// <summary>Tells within a transaction of several statements.</summary>
    public static async Task Tell(this NpgsqlTransaction transaction, OutboxMessage message, CancellationToken ct = default)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO platform.outbox (event_id, type, key, account_id, payload, occurred_at) VALUES ($1, $2, $3, $4, $5, $6)",
            transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = message.EventId },
                new() { Value = message.Type },
                new() { Value = message.Key },
                new() { Value = (object?)message.AccountId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = message.Payload, NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = message.OccurredAt },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
