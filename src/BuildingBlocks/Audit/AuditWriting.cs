using System.Text.Json;
using Dapper;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http;
using Npgsql;
using NpgsqlTypes;

namespace Modular.BuildingBlocks.Audit;

/// <summary>Writes the audit trail beside the state it tells of, in the same transaction.</summary>
public static class AuditWriting
{
    /// <summary>The columns of <c>platform.audit</c> in the order of <see cref="Audit{T}"/>'s ten parameters.</summary>
    public const string Columns = "at, account_id, user_id, behalf, action, subject, before, after, correlation_id, remote_address";

    /// <summary>Adds the ten parameters of <see cref="Columns"/>, in this order, for the statement's own INSERT INTO platform.audit.</summary>
    /// <param name="by">Who did it, where that is not who asks now.</param>
    public static WriteUnit<T> Audit<T>(this WriteUnit<T> unit, AuditEntry entry, DateTime at, Actor? by = null)
    {
        var actor = by ?? Actor.Current;
        return unit.With(at).With(entry.AccountId).With(actor.UserId).With(actor.Behalf).With(entry.Action).With(entry.Subject)
            .WithJson(Json(entry.Before)).WithJson(Json(entry.After)).With(actor.CorrelationId).With(actor.RemoteAddress);
    }

    /// <summary>Adds ten columns, those of <see cref="Columns"/> in this order; before and after as text.</summary>
    public static BulkColumns Audit<TRow>(this BulkColumns columns, IReadOnlyList<TRow> rows, Func<TRow, (AuditEntry Entry, DateTime At, Actor By)> audit)
    {
        var entries = rows.Select(audit).ToArray();
        return columns
            .With(entries, e => e.At).With(entries, e => e.Entry.AccountId).With(entries, e => e.By.UserId, NpgsqlDbType.Uuid)
            .With(entries, e => e.By.Behalf, NpgsqlDbType.Text).With(entries, e => e.Entry.Action).With(entries, e => e.Entry.Subject)
            .With(entries, e => Json(e.Entry.Before), NpgsqlDbType.Text).With(entries, e => Json(e.Entry.After), NpgsqlDbType.Text)
            .With(entries, e => e.By.CorrelationId, NpgsqlDbType.Text).With(entries, e => e.By.RemoteAddress, NpgsqlDbType.Text);
    }

    /// <summary>Writes an entry within a transaction of several statements.</summary>
    public static Task Audit(this NpgsqlTransaction transaction, AuditEntry entry, DateTime at, CancellationToken ct = default) =>
        transaction.Audit(entry, at, Actor.Current, ct);

    /// <inheritdoc cref="Audit(NpgsqlTransaction, AuditEntry, DateTime, CancellationToken)"/>
    /// <param name="actor">Who did it, where that is not who asks now.</param>
    public static async Task Audit(this NpgsqlTransaction transaction, AuditEntry entry, DateTime at, Actor actor, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"INSERT INTO platform.audit ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = at },
                new() { Value = entry.AccountId },
                Nullable(actor.UserId, NpgsqlDbType.Uuid),
                Nullable(actor.Behalf, NpgsqlDbType.Text),
                new() { Value = entry.Action },
                new() { Value = entry.Subject },
                Nullable(Json(entry.Before), NpgsqlDbType.Jsonb),
                Nullable(Json(entry.After), NpgsqlDbType.Jsonb),
                Nullable(actor.CorrelationId, NpgsqlDbType.Text),
                Nullable(actor.RemoteAddress, NpgsqlDbType.Text),
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Runs a statement and, where it touched a row, writes the entry in the same transaction.</summary>
    /// <returns>How many rows it touched.</returns>
    public static Task<int> Change(this Db db, string sql, object args, AuditEntry entry, DateTime at, CancellationToken ct = default) =>
        db.Transaction(
            async (connection, transaction) =>
            {
                var rows = await connection.ExecuteAsync(new CommandDefinition(sql, args, transaction, cancellationToken: ct));
                if (rows > 0) await transaction.Audit(entry, at, ct);
                return rows;
            },
            ct);

    /// <summary>A state as the trail keeps it.</summary>
    public static string? Json(object? state) => state is null ? null : JsonSerializer.Serialize(state, Http.Json.Options);

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
