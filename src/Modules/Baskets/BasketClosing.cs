using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using NpgsqlTypes;

namespace Modular.Baskets;

/// <summary>A basket that becomes an order, with what is told of it and who did it.</summary>
internal sealed record BasketClosed(BasketEdit Edit, CheckoutNote Checkout, Actor Actor)
{
    public Basket After => Edit.After;

    public Entry Entry => Edit.Entries[0];
}

/// <summary>Closes many baskets for their orders in one statement: versions checked, history, what is told and audit trail.</summary>
/// <remarks>What is told is not urgent: the request goes on to make the order by itself, and hears of it only if it was killed.</remarks>
internal sealed class BasketClosing() : Bulk<BasketClosed>(
    $"""
    WITH changed AS (
        UPDATE baskets.baskets b SET status = 'ordered', order_id = a.order_id, order_number = a.order_number, version = a.version, changed_at = a.at, changed_by = a.by
        FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[], $6::bigint[], $7::timestamptz[], $8::uuid[])
             WITH ORDINALITY AS a(id, account_id, seen, order_id, order_number, version, at, by, nth)
        WHERE b.id = a.id AND b.account_id = a.account_id AND b.version = a.seen
        RETURNING b.id, b.version, b.changed_at, b.changed_by, a.nth
    ), noted AS (
        INSERT INTO baskets.changes (basket_id, version, at, user_id, kind, before, after)
        SELECT c.id, c.version, c.changed_at, c.changed_by, n.kind, n.before, n.after
        FROM unnest($9::text[], $10::text[], $11::text[]) WITH ORDINALITY AS n(kind, before, after, nth) JOIN changed c USING (nth)
    ), told AS (
        INSERT INTO platform.outbox (event_id, type, key, account_id, payload, occurred_at, next_attempt_at)
        SELECT t.event_id, t.type, t.key, t.account_id, t.payload::jsonb, t.at, clock_timestamp() + {HeadStart}
        FROM unnest($12::uuid[], $13::text[], $14::text[], $15::uuid[], $16::text[], $17::timestamptz[])
             WITH ORDINALITY AS t(event_id, type, key, account_id, payload, at, nth) JOIN changed USING (nth)
    ), audited AS (
        INSERT INTO platform.audit ({AuditWriting.Columns})
        SELECT t.at, t.account_id, t.user_id, t.behalf, t.action, t.subject, t.before::jsonb, t.after::jsonb, t.correlation_id, t.remote_address
        FROM unnest($18::timestamptz[], $19::uuid[], $20::uuid[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[])
             WITH ORDINALITY AS t({AuditWriting.Columns}, nth) JOIN changed USING (nth)
    )
    SELECT nth FROM changed
    """)
{
    private const string HeadStart = "interval '500 ms'";

    protected override void Fill(BulkColumns columns, IReadOnlyList<BasketClosed> rows) => columns
        .With(rows, r => r.After.Id).With(rows, r => r.After.AccountId).With(rows, r => r.Edit.Before.Version)
        .With(rows, r => r.After.OrderId!.Value).With(rows, r => r.Checkout.OrderNumber, NpgsqlDbType.Text).With(rows, r => r.After.Version).With(rows, r => r.After.ChangedAt).With(rows, r => r.After.ChangedBy)
        .With(rows, r => r.Entry.Kind).With(rows, r => r.Entry.Before, NpgsqlDbType.Text).With(rows, r => r.Entry.After, NpgsqlDbType.Text)
        .Tell(rows, r => r.Checkout.Message)
        .Audit(rows, r => (BasketAudit.Of(r.Edit), r.After.ChangedAt, r.Actor));
}
