namespace Modular.IntegrationTests.Guards;

/// <summary>The database in words: what stands in it, line by line, in an order that stays.</summary>
internal static class Schema
{
    public const string Query =
        """
        WITH ours AS (
            SELECT oid, nspname AS name FROM pg_namespace
            WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'public')
        ), relations AS (
            SELECT c.oid, o.name || '.' || c.relname AS name, c.relkind, c.relpersistence
            FROM pg_class c JOIN ours o ON o.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
        ), lines AS (
            SELECT '0 extensions' AS thing, 0 AS part, extname::text AS line
            FROM pg_extension WHERE extname <> 'plpgsql'
            UNION ALL
            SELECT name, 0, CASE WHEN relpersistence = 'u' THEN 'unlogged ' ELSE '' END
                || CASE relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'S' THEN 'sequence ' ELSE 'table ' END || name
            FROM relations
            UNION ALL
            SELECT r.name, 1, '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
                || CASE WHEN a.attgenerated <> '' THEN ' generated as ' || pg_get_expr(d.adbin, d.adrelid)
                        WHEN a.attidentity <> '' THEN ' identity'
                        WHEN d.adbin IS NOT NULL THEN ' default ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END
            FROM relations r
            JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
            WHERE r.relkind <> 'S'
            UNION ALL
            SELECT r.name, 2, '  constraint ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
            FROM relations r JOIN pg_constraint c ON c.conrelid = r.oid
            WHERE c.contype IN ('p', 'u', 'f', 'c', 'x')
            UNION ALL
            SELECT r.name, 3, '  ' || regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE ', '')
            FROM relations r JOIN pg_index i ON i.indrelid = r.oid
            WHERE NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
            UNION ALL
            SELECT r.name, 4, '  ' || regexp_replace(pg_get_triggerdef(t.oid), '^CREATE ', '')
            FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
            UNION ALL
            SELECT r.name, 5, '  ' || regexp_replace(pg_get_viewdef(r.oid, true), '\s+', ' ', 'g')
            FROM relations r WHERE r.relkind IN ('v', 'm')
            UNION ALL
            SELECT o.name || '.' || p.proname, 6,
                CASE p.prokind WHEN 'p' THEN 'procedure ' ELSE 'function ' END || o.name || '.' || p.proname
                || '(' || pg_get_function_identity_arguments(p.oid) || ')' || coalesce(' returns ' || pg_get_function_result(p.oid), '')
            FROM pg_proc p JOIN ours o ON o.oid = p.pronamespace
            WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
        )
        SELECT line FROM lines ORDER BY thing COLLATE "C", part, line COLLATE "C"
        """;
}
