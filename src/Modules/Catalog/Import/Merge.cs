using Dapper;
using Npgsql;

namespace Modular.Catalog.Import;

/// <summary>How many products a file adds, changes and leaves, and how many lines repeat an earlier line's SKU.</summary>
internal sealed record MergeCounts(int Added, int Changed, int Unchanged, int Repeated);

/// <summary>Compares the staged rows with the catalog, set by set, and applies the difference: in the transaction it is given, or not at all.</summary>
internal sealed class Merge(NpgsqlConnection connection, NpgsqlTransaction transaction, PriceColumns columns, CancellationToken ct)
{
    private static readonly string[] Always =
        ["vendor_part_number", "vendor", "description", "category", "retail_price", "currency", "words", "name_key"];

    // words follow from the columns before them, and comparing two tsvectors is dear.
    private string[] Compared => [.. Written.Except(["words", "name_key"])];

    /// <summary>A column that the file does not have stays as it is.</summary>
    private string[] Written => [.. Always, .. PriceColumns.Optional.Where(columns.Has)];

    public async Task<MergeCounts> Compare(Guid importId)
    {
        // Merges follow one another: what one compares with, no other changes.
        await Execute("SELECT pg_advisory_xact_lock(hashtextextended('catalog.merge', 0))");
        await Execute("SET LOCAL work_mem = '64MB'");
        await Execute("CREATE INDEX ON import_rows (sku); ANALYZE import_rows (sku)");
        var repeated = await Execute(
            $"""
            WITH repeated AS (
                DELETE FROM import_rows r
                USING (SELECT sku, min(line) AS first FROM import_rows GROUP BY sku HAVING count(*) > 1) f
                WHERE r.sku = f.sku AND r.line > f.first
                RETURNING r.line, r.sku, f.first
            )
            INSERT INTO catalog.import_errors (import_id, line, column_name, code, args, value)
            SELECT @importId, line, 'sku', 'catalog.import_sku_repeated', ARRAY[first::text], sku FROM repeated
            """,
            new { importId });
        await Execute(
            """
            CREATE TEMP TABLE import_stock ON COMMIT DROP AS
            SELECT r.sku, w.code AS warehouse, r.on_hand[w.place] AS on_hand, r.incoming[w.place] AS incoming, r.incoming_date[w.place] AS incoming_date
            FROM import_rows r
            CROSS JOIN unnest(@warehouses) WITH ORDINALITY AS w(code, place)
            LEFT JOIN catalog.stock s ON s.sku = r.sku AND s.warehouse = w.code
            WHERE (coalesce(s.on_hand, 0), coalesce(s.incoming, 0), s.incoming_date)
                IS DISTINCT FROM (r.on_hand[w.place], r.incoming[w.place], r.incoming_date[w.place]);
            ANALYZE import_stock (sku)
            """,
            new { warehouses = columns.Warehouses.Select(w => w.Code).ToArray() });
        await Execute(
            $"""
            CREATE TEMP TABLE import_changes ON COMMIT DROP AS
            SELECT r.sku, p.sku IS NULL AS is_new,
                   ({string.Join(", ", Compared.Select(c => "r." + c))}) IS DISTINCT FROM ({string.Join(", ", Compared.Select(c => "p." + c))}) AS differs,
                   s.sku IS NOT NULL AS stock_differs
            FROM import_rows r
            LEFT JOIN catalog.products p ON p.sku = r.sku
            LEFT JOIN (SELECT DISTINCT sku FROM import_stock) s ON s.sku = r.sku;
            ANALYZE import_changes (sku)
            """);
        return await connection.QuerySingleAsync<MergeCounts>(Command(
            """
            SELECT count(*) FILTER (WHERE is_new)::int AS added,
                   count(*) FILTER (WHERE NOT is_new AND (differs OR stock_differs))::int AS changed,
                   count(*) FILTER (WHERE NOT is_new AND NOT differs AND NOT stock_differs)::int AS unchanged,
                   @repeated AS repeated
            FROM import_changes
            """,
            new { repeated }));
    }

    public async Task Apply(IReadOnlyCollection<string> words, DateTime at)
    {
        var written = string.Join(", ", Written);
        var values = string.Join(", ", Written.Select(c => c == "words" ? "r.words::tsvector" : "r." + c));
        // A column that is missing from the file is empty in a new product.
        var serialised = columns.Has("serialised") ? ("", "") : (", serialised", ", false");
        await Execute(
            $"""
            INSERT INTO catalog.products (sku, {written}{serialised.Item1}, updated_at)
            SELECT r.sku, {values}{serialised.Item2}, @at
            FROM import_rows r JOIN import_changes c ON c.sku = r.sku WHERE c.is_new ORDER BY r.line
            """,
            new { at });
        await Execute(
            $"""
            UPDATE catalog.products p SET ({written}, updated_at) = ROW({values}, @at)
            FROM import_rows r JOIN import_changes c ON c.sku = r.sku
            WHERE p.sku = r.sku AND c.differs AND NOT c.is_new
            """,
            new { at });
        await Execute(
            """
            INSERT INTO catalog.words SELECT unnest(@words) ON CONFLICT DO NOTHING;
            DELETE FROM catalog.product_counts;
            INSERT INTO catalog.product_counts SELECT category, vendor, count(*) FROM catalog.products GROUP BY category, vendor;
            INSERT INTO catalog.warehouses (code, name) SELECT w, w FROM unnest(@warehouses) AS w ON CONFLICT DO NOTHING
            """,
            new { words = words.ToArray(), warehouses = columns.Warehouses.Select(w => w.Code).ToArray() });
        // Last, and in the order in which orders lock: an order waits here for this short while only.
        await Execute(
            """
            INSERT INTO catalog.stock AS s (sku, warehouse, on_hand, incoming, incoming_date)
            SELECT sku, warehouse, on_hand, incoming, incoming_date FROM import_stock ORDER BY sku, warehouse
            ON CONFLICT (sku, warehouse) DO UPDATE
            SET on_hand = excluded.on_hand, incoming = excluded.incoming, incoming_date = excluded.incoming_date
            """);
    }

    /// <summary>Else the staged rows would lie about for as long as the connection is pooled.</summary>
    public Task End() => Execute("DROP TABLE import_rows");

    private Task<int> Execute(string sql, object? args = null) => connection.ExecuteAsync(Command(sql, args));

    private CommandDefinition Command(string sql, object? args) => new(sql, args, transaction, commandTimeout: 0, cancellationToken: ct);
}
