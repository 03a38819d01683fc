using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.Catalog.Prices;

/// <summary>A price list as staff edit it.</summary>
internal sealed record PriceListDraft(
    string Code, string Name, IReadOnlyList<PriceRule> Rules, IReadOnlyList<Guid> Accounts);

/// <summary>Reads price lists, and every INSERT and UPDATE of them.</summary>
internal static class PriceListStore
{
    private const string RuleColumns = "r.sku, r.vendor, r.category, r.from_quantity, r.percent_off, r.fixed_price, r.currency";

    /// <summary>The lists these accounts buy by; an account without one is missing.</summary>
    public static async Task<IReadOnlyDictionary<Guid, PriceList>> OfAccounts(Db db, IEnumerable<Guid> accountIds)
    {
        // A list once for all of its accounts: it may have thousands of rules.
        var rows = await db.Many<ListRuleRow>(
            $"""
            SELECT a.accounts, l.code, l.name, {RuleColumns}
            FROM (SELECT list_code, array_agg(account_id) AS accounts FROM catalog.price_list_accounts
                  WHERE account_id = ANY((SELECT @accountIds)::uuid[]) GROUP BY list_code) a
            JOIN catalog.price_lists l ON l.code = a.list_code
            LEFT JOIN catalog.price_rules r ON r.list_code = l.code
            """,
            new { accountIds = accountIds.Distinct().ToArray() });
        var lists = new Dictionary<Guid, PriceList>();
        foreach (var found in rows.GroupBy(row => row.Code))
        {
            var list = new PriceList(found.Key, found.First().Name, Rules(found));
            foreach (var account in found.First().Accounts) lists[account] = list;
        }

        return lists;
    }

    /// <summary>A list's rules, in the order in which they win.</summary>
    public static async Task<IReadOnlyList<PriceRule>> RulesOf(Db db, string code, CancellationToken ct) => Rules(
        await db.Many<ListRuleRow>(
            $"SELECT r.list_code AS code, '' AS name, {RuleColumns} FROM catalog.price_rules r WHERE r.list_code = @code", new { code }, ct));

    /// <summary>Replaces the list if it is at that version (0: if there is none); null if it is not. An account leaves the list it had.</summary>
    public static Task<long?> Save(Db db, PriceListDraft draft, long expected, Guid accountId, Guid? by, CancellationToken ct) =>
        db.Transaction(async (connection, transaction) =>
        {
            var before = await Read(connection, transaction, draft.Code, ct);
            var version = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                expected == 0
                    ? """
                      INSERT INTO catalog.price_lists (code, name, version, updated_at, updated_by) VALUES (@Code, @Name, 1, now(), @by)
                      ON CONFLICT DO NOTHING RETURNING version
                      """
                    : """
                      UPDATE catalog.price_lists SET name = @Name, version = version + 1, updated_at = now(), updated_by = @by
                      WHERE code = @Code AND version = @expected RETURNING version
                      """,
                new { draft.Code, draft.Name, expected, by }, transaction, cancellationToken: ct));
            if (version is null) return null;
            await Replace(connection, transaction, draft, ct);
            await transaction.Audit(
                new(accountId, "catalog.price_list_saved", $"price-list/{draft.Code}", before, await Read(connection, transaction, draft.Code, ct)),
                DateTime.UtcNow, ct);
            return version;
        }, ct);

    private static async Task<PriceListDraft?> Read(NpgsqlConnection connection, NpgsqlTransaction transaction, string code, CancellationToken ct)
    {
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(
            $"""
            SELECT l.code, l.name, {RuleColumns} FROM catalog.price_lists l LEFT JOIN catalog.price_rules r ON r.list_code = l.code WHERE l.code = @code;
            SELECT account_id FROM catalog.price_list_accounts WHERE list_code = @code ORDER BY account_id
            """,
            new { code }, transaction, cancellationToken: ct));
        var rows = (await results.ReadAsync<ListRuleRow>()).AsList();
        return rows.Count == 0 ? null : new PriceListDraft(code, rows[0].Name, Rules(rows), (await results.ReadAsync<Guid>()).AsList());
    }

    private static async Task Replace(NpgsqlConnection connection, NpgsqlTransaction transaction, PriceListDraft draft, CancellationToken ct)
    {
        var rows = draft.Rules.SelectMany(rule => rule.Steps.Select(step => (Rule: rule, Step: step))).ToArray();
        await connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM catalog.price_rules WHERE list_code = @Code;
            INSERT INTO catalog.price_rules (list_code, sku, vendor, category, from_quantity, percent_off, fixed_price, currency)
            SELECT @Code, * FROM unnest(@skus, @vendors, @categories, @froms, @percents, @prices, @currencies);
            DELETE FROM catalog.price_list_accounts WHERE list_code = @Code AND NOT account_id = ANY(@accounts);
            INSERT INTO catalog.price_list_accounts (account_id, list_code)
            SELECT a, @Code FROM unnest(@accounts) AS a ORDER BY a
            ON CONFLICT (account_id) DO UPDATE SET list_code = excluded.list_code;
            """,
            new
            {
                draft.Code,
                skus = rows.Select(r => r.Rule.Sku).ToArray(),
                vendors = rows.Select(r => r.Rule.Vendor).ToArray(),
                categories = rows.Select(r => r.Rule.Category).ToArray(),
                froms = rows.Select(r => r.Step.From).ToArray(),
                percents = rows.Select(r => r.Step.PercentOff).ToArray(),
                prices = rows.Select(r => r.Step.Price).ToArray(),
                currencies = rows.Select(r => r.Step.Currency).ToArray(),
                accounts = draft.Accounts.Distinct().ToArray(),
            },
            transaction, cancellationToken: ct));
    }

    private static List<PriceRule> Rules(IEnumerable<ListRuleRow> rows) => rows
        .Where(row => row.FromQuantity is not null)
        .GroupBy(row => (row.Sku, row.Vendor, row.Category))
        .Select(group => new PriceRule(
            group.Key.Sku, group.Key.Vendor, group.Key.Category,
            [.. group.OrderBy(row => row.FromQuantity).Select(row => new PriceStep(row.FromQuantity!.Value, row.PercentOff, row.FixedPrice, row.Currency))]))
        .OrderByDescending(rule => rule.Rank).ThenBy(rule => rule.Sku, StringComparer.Ordinal)
        .ThenBy(rule => rule.Category, StringComparer.Ordinal).ThenBy(rule => rule.Vendor, StringComparer.Ordinal)
        .ToList();

    private sealed class ListRuleRow
    {
        /// <summary>Who of those that were asked about buys by the list.</summary>
        public Guid[] Accounts { get; init; } = [];
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
        public string? Sku { get; init; }
        public string? Vendor { get; init; }
        public string? Category { get; init; }
        public int? FromQuantity { get; init; }
        public decimal? PercentOff { get; init; }
        public decimal? FixedPrice { get; init; }
        public string? Currency { get; init; }
    }
}
