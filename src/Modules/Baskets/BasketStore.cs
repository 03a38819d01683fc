using System.Collections.Immutable;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using NpgsqlTypes;

namespace Modular.Baskets;

/// <summary>Every INSERT and UPDATE of baskets: header, lines, history and what is told, in one statement.</summary>
internal sealed class BasketStore(Db db, BasketLoading loading, CommitGroup commits)
{
    /// <summary>The name under which the database refuses one basket too many.</summary>
    public const string LimitConstraint = "baskets_active_limit";

    private static readonly LineEditing Lines = new();
    private static readonly BasketClosing Closing = new();

    /// <summary>Repetitions of an addition are known for a day, as long as their answers (<see cref="Modular.BuildingBlocks.Http.IdempotencyStore"/>).</summary>
    public static readonly Retention CommandRetention = new(
        """
        DELETE FROM baskets.commands WHERE (basket_id, command_id) IN (
            SELECT basket_id, command_id FROM baskets.commands WHERE at < now() - interval '1 day' ORDER BY at LIMIT @atOnce)
        """);

    // Lines that come together keep their order: each is added a microsecond after the one before.
    private const string PutLines =
        """
        INSERT INTO baskets.lines (basket_id, id, sku, vendor_part_number, vendor, description, quantity, unit_price, currency,
                                   breaks, notes, version, added_at, changed_at, changed_by, removed_at)
        SELECT changed.id, l.id, l.sku, l.part, l.vendor, l.description, l.quantity, l.price, l.currency,
               l.breaks::jsonb, l.notes, l.version, l.at + l.nth * interval '1 microsecond', l.at, l.by, l.removed
        FROM changed, unnest($9::uuid[], $10::text[], $11::text[], $12::text[], $13::text[], $14::int[], $15::numeric[], $16::text[],
                             $17::text[], $18::text[], $19::bigint[], $20::timestamptz[], $21::uuid[], $22::timestamptz[])
             WITH ORDINALITY AS l(id, sku, part, vendor, description, quantity, price, currency, breaks, notes, version, at, by, removed, nth)
        ON CONFLICT (basket_id, id) DO UPDATE SET
            vendor_part_number = excluded.vendor_part_number, vendor = excluded.vendor,
            description = excluded.description, quantity = excluded.quantity, unit_price = excluded.unit_price, breaks = excluded.breaks,
            notes = excluded.notes, version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
            removed_at = excluded.removed_at
        """;

    private const string NoteChanges =
        """
        INSERT INTO baskets.changes (basket_id, version, at, user_id, kind, line_id, sku, before, after)
        SELECT changed.id, changed.version, $7, $8, e.kind, e.line, e.sku, e.before, e.after
        FROM changed, unnest($23::text[], $24::uuid[], $25::text[], $26::text[], $27::text[]) AS e(kind, line, sku, before, after)
        """;

    private const string RememberCommand =
        "INSERT INTO baskets.commands (basket_id, command_id, at) SELECT id, $28, $7 FROM changed WHERE $28::uuid IS NOT NULL";

    private const string WriteAudit = $"INSERT INTO platform.audit ({AuditWriting.Columns})";

    private const string UpdateText =
        $"""
        WITH changed AS (
            UPDATE baskets.baskets
            SET name = $1, visibility = $2, purchase_order_number = $3, end_customer = $4, notes = $5, version = $6,
                changed_at = $7, changed_by = $8, status = $31, order_id = $32
            WHERE id = $29 AND account_id = $30 AND version = $33
            RETURNING id, version
        ), lines AS ({PutLines}), noted AS ({NoteChanges}), remembered AS ({RememberCommand}), audited AS (
            {WriteAudit} SELECT $34, $35, $36, $37, $38, $39, $40, $41, $42, $43 FROM changed
        )
        SELECT id FROM changed
        """;

    private const string InsertText =
        $"""
        WITH changed AS (
            INSERT INTO baskets.baskets (id, account_id, owner_id, name, visibility, status, version, purchase_order_number, end_customer,
                                         notes, created_at, changed_at, changed_by)
            SELECT $29, $30, $8, $1, $2, 'active', $6, $3, $4, $5, $7, $7, $8
            WHERE coalesce((SELECT active FROM baskets.owners WHERE account_id = $30 AND user_id = $8), 0) < baskets.allowed($30)
            ON CONFLICT (id) DO NOTHING
            RETURNING id, version
        ), lines AS ({PutLines}), noted AS ({NoteChanges}), remembered AS ({RememberCommand}), audited AS (
            {WriteAudit} SELECT $31, $32, $33, $34, $35, $36, $37, $38, $39, $40 FROM changed
        )
        SELECT EXISTS (SELECT FROM changed),
               EXISTS (SELECT FROM baskets.baskets WHERE id = $29 AND account_id = $30 AND owner_id = $8),
               baskets.allowed($30)
        """;

    /// <summary>Writes the edit if the basket still is at the version it was decided on.</summary>
    /// <returns>False when somebody else has written meanwhile.</returns>
    public Task<bool> Save(BasketEdit edit, Editor by, Guid? command) => commits.Run(
        Fill(new WriteUnit<bool>(UpdateText, reader => reader.Read()), edit, by, command)
            .With(edit.After.Status.ToText())
            .With(edit.After.OrderId)
            .With(edit.Before.Version)
            .Locking(edit.After.Id)
            .Audit(BasketAudit.Of(edit), edit.After.ChangedAt));

    /// <summary>Writes that the basket becomes an order, and tells it, if it still is at the version it was decided on.</summary>
    /// <returns>False when somebody else has written meanwhile.</returns>
    public Task<bool> Close(BasketEdit edit, CheckoutNote checkout) => commits.Run(Closing, new BasketClosed(edit, checkout, Actor.Current), edit.After.Id);

    /// <summary>Writes changes of lines if their basket still is at the version they were decided on; such changes of many baskets share a statement.</summary>
    /// <returns>False when somebody else has written meanwhile.</returns>
    public Task<bool> Save(LineEdits edits) => commits.Run(Lines, edits, edits.After.Id);

    /// <summary>Writes a new basket unless its owner has as many active ones as allowed.</summary>
    public Task<OpenOutcome> Open(BasketEdit edit, Editor by, Guid? command) => commits.Run(
        Fill(
            new WriteUnit<OpenOutcome>(InsertText, reader =>
            {
                reader.Read();
                return new OpenOutcome(reader.GetBoolean(0) || reader.GetBoolean(1), reader.GetInt32(2));
            }),
            edit, by, command)
            .Locking(by.UserId)
            .Audit(BasketAudit.Of(edit), edit.After.ChangedAt));

    public Task<Basket?> Load(Guid accountId, Guid basketId, DateTime at, CancellationToken ct) =>
        loading.Load(accountId, basketId, at - Basket.UndoFor, ct);

    /// <inheritdoc cref="BasketLoading.IsCurrent"/>
    public Task<bool> IsCurrent(Basket basket) => loading.IsCurrent(basket);

    public Task<bool> Knows(Guid basketId, Guid command) => db.One<bool>(
        "SELECT EXISTS (SELECT FROM baskets.commands WHERE basket_id = @basketId AND command_id = @command)", new { basketId, command });

    public Task<int> Limit(Guid accountId) => db.One<int>("SELECT baskets.allowed(@accountId)", new { accountId });

    private static WriteUnit<T> Fill<T>(WriteUnit<T> unit, BasketEdit edit, Editor by, Guid? command)
    {
        var (basket, rows, entries) = (edit.After, edit.Rows, edit.Entries);
        return unit
            .With(basket.Details.Name)
            .With(basket.Details.Visibility.ToText())
            .With(basket.Details.PurchaseOrderNumber)
            .With(basket.Details.EndCustomer)
            .With(basket.Details.Notes)
            .With(basket.Version)
            .With(basket.ChangedAt)
            .With(by.UserId)
            .With(Column(rows, r => r.Line.Id))
            .With(Column(rows, r => r.Line.Offer.Sku))
            .With(Column(rows, r => r.Line.Offer.VendorPartNumber))
            .With(Column(rows, r => r.Line.Offer.Vendor))
            .With(Column(rows, r => r.Line.Offer.Description))
            .With(Column(rows, r => r.Line.Quantity))
            .With(Column(rows, r => r.Line.UnitPrice))
            .With(Column(rows, r => r.Line.Offer.Currency))
            .With(Column(rows, r => BasketLoading.Write(r.Line.Offer.Breaks)))
            .With(Column(rows, r => r.Line.Notes), NpgsqlDbType.Array | NpgsqlDbType.Text)
            .With(Column(rows, r => r.Line.Version))
            .With(Column(rows, r => r.Line.ChangedAt))
            .With(Column(rows, r => r.Line.ChangedBy))
            .With(Column(rows, r => r.RemovedAt), NpgsqlDbType.Array | NpgsqlDbType.TimestampTz)
            .With(Column(entries, e => e.Kind))
            .With(Column(entries, e => e.LineId), NpgsqlDbType.Array | NpgsqlDbType.Uuid)
            .With(Column(entries, e => e.Sku), NpgsqlDbType.Array | NpgsqlDbType.Text)
            .With(Column(entries, e => e.Before), NpgsqlDbType.Array | NpgsqlDbType.Text)
            .With(Column(entries, e => e.After), NpgsqlDbType.Array | NpgsqlDbType.Text)
            .With(command, NpgsqlDbType.Uuid)
            .With(basket.Id)
            .With(basket.AccountId);
    }

    private static TValue[] Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++) column[i] = value(rows[i]);
        return column;
    }
}

/// <param name="Opened">False when the owner has <paramref name="Limit"/> active baskets.</param>
internal readonly record struct OpenOutcome(bool Opened, int Limit);
