using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Baskets;
using Modular.Integration.Ordering;
using NpgsqlTypes;

namespace Modular.Ordering;

/// <summary>An order as it is written: what was checked out, with its number and what stock could give it.</summary>
internal sealed class NewOrder
{
    /// <param name="allocated">Units from stock, a number per line.</param>
    public NewOrder(string number, BasketCheckedOut checkout, IReadOnlyList<int> allocated)
    {
        (Number, Checkout, Allocated) = (number, checkout, allocated);
        Total = checkout.Lines.Sum(l => l.UnitPrice * l.Quantity);
        Backordered = checkout.Lines.Sum(l => l.Quantity) - allocated.Sum();
        Told = OutboxMessage.From(
            new OrderPlaced(
                checkout.OrderId, number, checkout.AccountId, checkout.UserId, checkout.BasketId, checkout.PurchaseOrderNumber,
                checkout.Currency, Total, checkout.Lines.Count, Backordered, checkout.At, checkout.Payment?.Kind),
            $"order/{checkout.OrderId:N}", checkout.AccountId, checkout.At);
        Audit = new(
            checkout.AccountId, "ordering.placed", $"order/{number}", null,
            new { basket = checkout.BasketName, checkout.PurchaseOrderNumber, total = Total, checkout.Currency, lines = checkout.Lines.Count });
    }

    public string Number { get; }

    public BasketCheckedOut Checkout { get; }

    public IReadOnlyList<int> Allocated { get; }

    public decimal Total { get; }

    public int Backordered { get; }

    public OutboxMessage Told { get; }

    public AuditEntry Audit { get; }

    /// <summary>The outbox may place what a killed host left: for the one who asked.</summary>
    public Actor Actor { get; init; } = Actor.System;
}

/// <summary>Writes many orders in one statement: headers, lines, what is told and audit trail. One that is there already is not named.</summary>
/// <remarks>
/// Everything of an order goes by its place: the same order may be there twice, from its request and from the outbox, or with two numbers, of which one counts.
/// An order written takes back the event that would have made it, unless a worker holds it just now.
/// </remarks>
internal sealed class OrderWriting() : Bulk<NewOrder>(
    $"""
    WITH wish AS (
        SELECT DISTINCT ON (number) * FROM unnest(
            $1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[],
            $19::bool[], $20::text[], $21::numeric[], $22::int[], $23::int[], $24::timestamptz[], $25::uuid[], $26::text[], $27::text[],
            $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[])
            WITH ORDINALITY AS w(
                number, id, account_id, placed_by, basket_id, basket_name, purchase_order_number, end_customer, notes,
                name, line1, line2, city, region, postal_code, country, attention, phone,
                ship_complete, currency, total, line_count, backordered, placed_at, payment_type_id, payment_kind, payment_label,
                bill_name, bill_line1, bill_line2, bill_city, bill_region, bill_postal_code, bill_country, bill_attention, bill_phone, nth)
        ORDER BY number, nth
    ), placed AS (
        INSERT INTO ordering.orders (
            number, id, account_id, placed_by, basket_id, basket_name, purchase_order_number, end_customer, notes,
            ship_to_name, ship_to_line1, ship_to_line2, ship_to_city, ship_to_region, ship_to_postal_code, ship_to_country, ship_to_attention, ship_to_phone,
            ship_complete, status, delivery_status, currency, total, line_count, backordered_units, placed_at, payment_type_id, payment_kind, payment_label,
            bill_to_name, bill_to_line1, bill_to_line2, bill_to_city, bill_to_region, bill_to_postal_code, bill_to_country, bill_to_attention, bill_to_phone)
        SELECT number, id, account_id, placed_by, basket_id, basket_name, purchase_order_number, end_customer, notes,
            name, line1, line2, city, region, postal_code, country, attention, phone,
            ship_complete, '{OrderStatus.Placed}', '{DeliveryStatus.Processing}', currency, total, line_count, backordered, placed_at, payment_type_id, payment_kind, payment_label,
            bill_name, bill_line1, bill_line2, bill_city, bill_region, bill_postal_code, bill_country, bill_attention, bill_phone
        FROM wish ORDER BY nth
        ON CONFLICT DO NOTHING
        RETURNING number
    ), made AS (
        SELECT wish.nth, wish.id, wish.account_id FROM wish JOIN placed USING (number)
    ), lines AS (
        INSERT INTO ordering.order_lines (
            order_id, position, account_id, sku, vendor_part_number, vendor, description, quantity, allocated, unit_price, notes)
        SELECT made.id, l.position, made.account_id, l.sku, l.part, l.vendor, l.description, l.quantity, l.allocated, l.price, l.notes
        FROM unnest($37::bigint[], $38::int[], $39::text[], $40::text[], $41::text[], $42::text[], $43::int[], $44::int[], $45::numeric[], $46::text[])
             AS l(nth, position, sku, part, vendor, description, quantity, allocated, price, notes)
        JOIN made USING (nth)
    ), told AS (
        INSERT INTO platform.outbox (event_id, type, key, account_id, payload, occurred_at)
        SELECT t.event_id, t.type, t.key, t.account_id, t.payload::jsonb, t.at
        FROM unnest($47::uuid[], $48::text[], $49::text[], $50::uuid[], $51::text[], $52::timestamptz[])
             WITH ORDINALITY AS t(event_id, type, key, account_id, payload, at, nth) JOIN made USING (nth)
    ), audited AS (
        INSERT INTO platform.audit ({AuditWriting.Columns})
        SELECT t.at, t.account_id, t.user_id, t.behalf, t.action, t.subject, t.before::jsonb, t.after::jsonb, t.correlation_id, t.remote_address
        FROM unnest($53::timestamptz[], $54::uuid[], $55::uuid[], $56::text[], $57::text[], $58::text[], $59::text[], $60::text[], $61::text[], $62::text[])
             WITH ORDINALITY AS t({AuditWriting.Columns}, nth) JOIN made USING (nth)
    ), taken_back AS (
        DELETE FROM platform.outbox WHERE id IN (
            SELECT o.id FROM unnest($63::text[]) WITH ORDINALITY AS t(key, nth) JOIN made USING (nth)
            JOIN platform.outbox o ON o.key = t.key AND o.type = '{CheckedOut}' AND o.delivered_at IS NULL AND o.dead_at IS NULL
            FOR UPDATE OF o SKIP LOCKED)
    )
    SELECT nth FROM made
    """)
{
    private static readonly string CheckedOut = OutboxMessage.TypeName(typeof(BasketCheckedOut));

    public override bool Tells => true;

    protected override void Fill(BulkColumns columns, IReadOnlyList<NewOrder> rows)
    {
        var lines = rows.SelectMany((r, nth) => r.Checkout.Lines.Select((line, i) => (Nth: nth + 1L, Position: i + 1, Line: line, Allocated: r.Allocated[i]))).ToArray();
        columns
            .With(rows, r => r.Number).With(rows, r => r.Checkout.OrderId).With(rows, r => r.Checkout.AccountId).With(rows, r => r.Checkout.UserId)
            .With(rows, r => r.Checkout.BasketId).With(rows, r => r.Checkout.BasketName).With(rows, r => r.Checkout.PurchaseOrderNumber)
            .With(rows, r => r.Checkout.EndCustomer, NpgsqlDbType.Text).With(rows, r => r.Checkout.Notes, NpgsqlDbType.Text);
        Place(columns, rows, r => r.Checkout.ShipTo);
        columns
            .With(rows, r => r.Checkout.ShipComplete).With(rows, r => r.Checkout.Currency).With(rows, r => r.Total)
            .With(rows, r => r.Checkout.Lines.Count).With(rows, r => r.Backordered).With(rows, r => r.Checkout.At)
            .With(rows, r => r.Checkout.Payment?.TypeId, NpgsqlDbType.Uuid).With(rows, r => r.Checkout.Payment?.Kind, NpgsqlDbType.Text)
            .With(rows, r => r.Checkout.Payment?.Label, NpgsqlDbType.Text);
        Place(columns, rows, r => r.Checkout.BillTo);
        columns
            .With(lines, l => l.Nth).With(lines, l => l.Position).With(lines, l => l.Line.Sku).With(lines, l => l.Line.VendorPartNumber)
            .With(lines, l => l.Line.Vendor).With(lines, l => l.Line.Description).With(lines, l => l.Line.Quantity).With(lines, l => l.Allocated)
            .With(lines, l => l.Line.UnitPrice).With(lines, l => l.Line.Notes, NpgsqlDbType.Text)
            .Tell(rows, r => r.Told)
            .Audit(rows, r => (r.Audit, r.Checkout.At, r.Actor))
            .With(rows, r => r.Checkout.Key);
    }

    private static void Place(BulkColumns columns, IReadOnlyList<NewOrder> rows, Func<NewOrder, ShipTo?> of)
    {
        foreach (var part in (Func<ShipTo, string?>[])
            [a => a.Name, a => a.Line1, a => a.Line2, a => a.City, a => a.Region, a => a.PostalCode, a => a.Country, a => a.Attention, a => a.Phone])
        {
            columns.With(rows, r => of(r) is { } address ? part(address) : null, NpgsqlDbType.Text);
        }
    }
}
