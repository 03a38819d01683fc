using System.Globalization;
using Npgsql;

namespace Modular.Simulation.Faults;

/// <summary>Compares what was acknowledged with what the database holds, and the database with its own rules.</summary>
public sealed class Checker(string connectionString)
{
    private const int BasketLimit = 100;

    /// <returns>What is lost or wrong, a sentence each.</returns>
    public async Task<IReadOnlyList<string>> Losses(IReadOnlyList<LedgerEntry> ledger)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var losses = new List<string>();
        var baskets = ledger.Select(e => e.Basket).Distinct().ToArray();
        var status = await Read(connection, "SELECT id, status, order_number FROM baskets.baskets WHERE id = ANY($1)",
            r => (Id: r.GetGuid(0), Status: r.GetString(1), Order: r.IsDBNull(2) ? null : r.GetString(2)), baskets);
        var lines = (await Read(connection, "SELECT basket_id, id, quantity, version FROM baskets.lines WHERE basket_id = ANY($1) AND removed_at IS NULL",
            r => (Basket: r.GetGuid(0), Line: r.GetGuid(1), Quantity: r.GetInt32(2), Version: r.GetInt64(3)), baskets)).ToLookup(l => l.Basket);
        var orders = (await Read(connection, "SELECT basket_id, number FROM ordering.orders WHERE basket_id = ANY($1)",
            r => (Basket: r.GetGuid(0), Number: r.GetString(1)), baskets)).ToLookup(o => o.Basket, o => o.Number);
        var found = status.ToDictionary(s => s.Id);
        foreach (var told in ledger.GroupBy(e => e.Basket))
        {
            if (!found.TryGetValue(told.Key, out var basket)) losses.Add($"basket {told.Key} is gone");
            else losses.AddRange(OfBasket([.. told], basket.Status, [.. orders[told.Key]], [.. lines[told.Key].Select(l => (l.Line, l.Quantity, l.Version))]));
        }

        losses.AddRange(await OfDatabase(connection));
        return losses;
    }

    private static IEnumerable<string> OfBasket(
        LedgerEntry[] told, string status, string[] orders, IReadOnlyList<(Guid Line, int Quantity, long Version)> lines)
    {
        var basket = told[0].Basket;
        var order = told.FirstOrDefault(e => e.What == "ordered")?.Order;
        var expected = order is not null ? "ordered" : told.Any(e => e.What == "deleted") ? "deleted" : "active";
        if (status != expected) yield return $"basket {basket} is {status}, acknowledged as {expected}";
        if (orders.Length > 1) yield return $"basket {basket} was ordered {orders.Length} times";
        if (order is not null && !orders.Contains(order)) yield return $"order {order} is gone";
        if (order is null && orders.Length > 0) yield return $"order {orders[0]} was acknowledged to nobody";

        var perLine = told.Where(e => e.Line is not null).GroupBy(e => e.Line!.Value).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var (line, quantity, version) in lines)
        {
            if (!perLine.TryGetValue(line, out var answers)) yield return $"line {line} was added by nobody";
            else if (answers[0].IsShared && quantity != answers.Sum(a => a.Quantity)) yield return $"line {line} holds {quantity} of {answers.Sum(a => a.Quantity)} put in";
            else if (!answers[0].IsShared && quantity != answers[^1].Quantity) yield return $"line {line} holds {quantity}, acknowledged were {answers[^1].Quantity}";
            else if (version < answers.Max(a => a.Version)) yield return $"line {line} is back at version {version}";
            else if (answers.Where(a => a.Version is not null).GroupBy(a => a.Version).Any(same => same.Select(a => a.Quantity).Distinct().Count() > 1)) yield return $"a version of line {line} was given twice";
        }

        foreach (var missing in perLine.Keys.Except(lines.Select(l => l.Line))) yield return $"line {missing} is gone";
    }

    private static async Task<IEnumerable<string>> OfDatabase(NpgsqlConnection connection)
    {
        (string Sql, string Loss)[] rules =
        [
            ("SELECT count(*) - count(DISTINCT basket_id) FROM ordering.orders", "baskets ordered twice"),
            ("SELECT count(*) FROM baskets.baskets b WHERE status = 'ordered' AND NOT EXISTS (SELECT FROM ordering.orders o WHERE o.id = b.order_id)", "ordered baskets without their order"),
            (string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM (SELECT FROM baskets.baskets WHERE status = 'active' GROUP BY account_id, owner_id HAVING count(*) > {BasketLimit}) o"), "owners with more baskets than the limit"),
            ("SELECT count(*) FROM (SELECT account_id, owner_id, count(*) FROM baskets.baskets WHERE status = 'active' GROUP BY 1, 2 EXCEPT SELECT account_id, user_id, active FROM baskets.owners) c", "owners whose baskets are miscounted"),
            ("SELECT count(*) FROM platform.outbox WHERE delivered_at IS NULL", "events that were not delivered"),
            ("SELECT count(*) FROM platform.outbox WHERE dead_at IS NOT NULL", "events that were given up"),
            ("SELECT count(*) FROM ordering.orders o WHERE (SELECT count(*) FROM platform.outbox e WHERE e.type = 'ordering.OrderPlaced' AND e.payload->>'orderId' = o.id::text) <> 1", "orders not told once"),
            ("""
             SELECT count(*) FROM (
                 SELECT i.handled_at < max(i.handled_at) OVER (PARTITION BY i.consumer, o.key ORDER BY o.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS is_early
                 FROM platform.outbox o JOIN platform.inbox i USING (event_id)) d WHERE is_early
             """, "events handled before an earlier one of their key"),
            ("SELECT count(*) FROM platform.audit a WHERE NOT EXISTS (SELECT FROM platform.audit_seals s WHERE s.seq = a.seq)", "unsealed rows of the audit trail"),
        ];
        var losses = new List<string>();
        foreach (var (sql, loss) in rules)
        {
            var count = await Scalar(connection, sql);
            if (count != 0) losses.Add($"{count} {loss}");
        }

        var unsealed = await Scalar(connection, "SELECT count(*) FROM platform.audit a WHERE NOT EXISTS (SELECT FROM platform.audit_seals s WHERE s.seq = a.seq)");
        if (unsealed != 0) losses.Add($"{unsealed} unsealed rows of the audit trail; {await OldestTransaction(connection)}");
        return losses;
    }

    /// <summary>Of any database of the server: nothing that began after it is sealed before it ends.</summary>
    private static async Task<string> OldestTransaction(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT 'the oldest transaction is ' || (now() - xact_start) || ' old, of ' || datname || ': ' || left(query, 100)
            FROM pg_stat_activity WHERE backend_xid IS NOT NULL ORDER BY age(backend_xid) DESC LIMIT 1
            """, connection);
        return await command.ExecuteScalarAsync() as string ?? "no transaction is under way";
    }

    /// <summary>Waits until everything is told and sealed; what is not by then shows as a loss.</summary>
    public async Task Settle(TimeSpan atMost)
    {
        var giveUp = DateTime.UtcNow + atMost;
        while (DateTime.UtcNow < giveUp)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync();
                if (await Scalar(connection, """
                    SELECT (SELECT count(*) FROM platform.outbox WHERE delivered_at IS NULL)
                         + (SELECT count(*) FROM platform.audit a WHERE NOT EXISTS (SELECT FROM platform.audit_seals s WHERE s.seq = a.seq))
                    """) == 0) return;
            }
            catch (NpgsqlException)
            {
                // Still on its way back.
            }

            await Task.Delay(200);
        }
    }

    private static async Task<long> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task<List<T>> Read<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> map, Guid[] ids)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = ids } } };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(map(reader));
        return rows;
    }
}
