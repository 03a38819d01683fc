using Modular.BuildingBlocks.Data;
using Npgsql;
using NpgsqlTypes;

namespace Modular.BuildingBlocks.Events;

/// <summary>Writes events beside the state they tell of.</summary>
public static class OutboxWriting
{
    /// <summary>Adds the six parameters event_id, type, key, account_id, payload, occurred_at, in this order, for the statement's own INSERT INTO platform.outbox.</summary>
    public static WriteUnit<T> Tell<T>(this WriteUnit<T> unit, OutboxMessage message)
    {
        unit.Tells = true;
        return unit.With(message.EventId).With(message.Type).With(message.Key).With(message.AccountId)
            .WithJson(message.Payload).With(message.OccurredAt);
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
