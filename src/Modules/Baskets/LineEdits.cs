using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using NpgsqlTypes;

namespace Modular.Baskets;

/// <summary>A wish to change a line's quantity or notes, with who asks from where.</summary>
[GenerateSerializer, Immutable, Alias("baskets.line_change")]
internal sealed record LineChange(
    [property: Id(0)] Editor By,
    [property: Id(1)] Actor Actor,
    [property: Id(2)] Guid LineId,
    [property: Id(3)] int? Quantity,
    [property: Id(4)] Patch<string?> Notes,
    [property: Id(5)] long? Seen);

/// <summary>Edits of one basket that were decided one after the other and touch only lines that are in it.</summary>
internal sealed class LineEdits
{
    private readonly List<(BasketEdit Edit, LineChange Change)> _steps = [];

    public IReadOnlyList<(BasketEdit Edit, LineChange Change)> Steps => _steps;

    public Basket Before => _steps[0].Edit.Before;

    public Basket After => _steps[^1].Edit.After;

    public bool IsEmpty => _steps.Count == 0;

    public void Add(BasketEdit edit, LineChange change) => _steps.Add((edit, change));
}

/// <summary>Writes the edits of many baskets' lines in one statement: versions checked, lines, history and audit trail.</summary>
internal sealed class LineEditing() : Bulk<LineEdits>(
    $"""
    WITH changed AS (
        UPDATE baskets.baskets b SET version = a.version, changed_at = a.at, changed_by = a.by
        FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::uuid[])
             WITH ORDINALITY AS a(id, account_id, seen, version, at, by, nth)
        WHERE b.id = a.id AND b.account_id = a.account_id AND b.version = a.seen
        RETURNING b.id, b.account_id, a.nth
    ), lines AS (
        UPDATE baskets.lines l
        SET quantity = n.quantity, unit_price = n.price, notes = n.notes, version = n.version, changed_at = n.at, changed_by = n.by
        FROM unnest($7::bigint[], $8::uuid[], $9::int[], $10::numeric[], $11::text[], $12::bigint[], $13::timestamptz[], $14::uuid[])
             AS n(nth, id, quantity, price, notes, version, at, by)
        JOIN changed c ON c.nth = n.nth
        WHERE l.basket_id = c.id AND l.id = n.id
    ), noted AS (
        INSERT INTO baskets.changes (basket_id, version, at, user_id, kind, line_id, sku, before, after)
        SELECT c.id, n.version, n.at, n.by, n.kind, n.line, n.sku, n.before, n.after
        FROM unnest($15::bigint[], $16::bigint[], $17::timestamptz[], $18::uuid[], $19::text[], $20::uuid[], $21::text[], $22::text[], $23::text[])
             AS n(nth, version, at, by, kind, line, sku, before, after)
        JOIN changed c ON c.nth = n.nth
        ORDER BY n.nth, n.version
    ), audited AS (
        INSERT INTO platform.audit ({AuditWriting.Columns})
        SELECT n.at, c.account_id, n.by, n.behalf, n.action, 'basket/' || c.id, n.before::jsonb, n.after::jsonb, n.correlation, n.address
        FROM unnest($24::bigint[], $25::timestamptz[], $26::uuid[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[])
             WITH ORDINALITY AS n(nth, at, by, behalf, action, before, after, correlation, address, place)
        JOIN changed c ON c.nth = n.nth
        ORDER BY n.place
    )
    SELECT nth FROM changed
    """)
{
    protected override void Fill(BulkColumns columns, IReadOnlyList<LineEdits> rows)
    {
        var (lines, entries, audits) = (new List<LineOf>(), new List<EntryOf>(), new List<AuditOf>());
        for (var i = 0; i < rows.Count; i++) Spread(rows[i], i + 1, lines, entries, audits);
        columns
            .With(rows, r => r.After.Id).With(rows, r => r.After.AccountId).With(rows, r => r.Before.Version)
            .With(rows, r => r.After.Version).With(rows, r => r.After.ChangedAt).With(rows, r => r.Steps[^1].Change.By.UserId)
            .With(lines, l => l.Nth).With(lines, l => l.Line.Id).With(lines, l => l.Line.Quantity).With(lines, l => l.Line.UnitPrice)
            .With(lines, l => l.Line.Notes, NpgsqlDbType.Text).With(lines, l => l.Line.Version)
            .With(lines, l => l.Line.ChangedAt).With(lines, l => l.Line.ChangedBy)
            .With(entries, e => e.Nth).With(entries, e => e.After.Version).With(entries, e => e.After.ChangedAt).With(entries, e => e.By)
            .With(entries, e => e.Entry.Kind).With(entries, e => e.Entry.LineId, NpgsqlDbType.Uuid).With(entries, e => e.Entry.Sku, NpgsqlDbType.Text)
            .With(entries, e => e.Entry.Before, NpgsqlDbType.Text).With(entries, e => e.Entry.After, NpgsqlDbType.Text)
            .With(audits, a => a.Nth).With(audits, a => a.At).With(audits, a => a.Actor.UserId, NpgsqlDbType.Uuid)
            .With(audits, a => a.Actor.Behalf, NpgsqlDbType.Text).With(audits, a => a.Entry.Action)
            .With(audits, a => AuditWriting.Json(a.Entry.Before), NpgsqlDbType.Text).With(audits, a => AuditWriting.Json(a.Entry.After), NpgsqlDbType.Text)
            .With(audits, a => a.Actor.CorrelationId, NpgsqlDbType.Text).With(audits, a => a.Actor.RemoteAddress, NpgsqlDbType.Text);
    }

    /// <summary>Of a line that several edits touch only the last state is written, of history and audit trail everything.</summary>
    private static void Spread(LineEdits edits, long nth, List<LineOf> lines, List<EntryOf> entries, List<AuditOf> audits)
    {
        var first = lines.Count;
        foreach (var (edit, change) in edits.Steps)
        {
            foreach (var row in edit.Rows)
            {
                var again = lines.FindIndex(first, l => l.Line.Id == row.Line.Id);
                if (again >= 0) lines[again] = new LineOf(nth, row.Line);
                else lines.Add(new LineOf(nth, row.Line));
            }

            foreach (var entry in edit.Entries) entries.Add(new EntryOf(nth, edit.After, change.By.UserId, entry));
            audits.Add(new AuditOf(nth, edit.After.ChangedAt, change.Actor, BasketAudit.Of(edit)));
        }
    }

    private readonly record struct LineOf(long Nth, Line Line);

    private readonly record struct EntryOf(long Nth, Basket After, Guid By, Entry Entry);

    private readonly record struct AuditOf(long Nth, DateTime At, Actor Actor, AuditEntry Entry);
}
