using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Baskets;
using Modular.Integration.Ordering;
using NpgsqlTypes;

namespace Modular.Ordering;

/// <summary>Every INSERT of orders: header, lines and what is told, in one statement.</summary>
internal sealed class OrderStore(Db db, CommitGroup commits)
{
    private const string InsertText =
        $"""
        WITH placed AS (
            INSERT INTO ordering.orders (
                id, number, account_id, placed_by, basket_id, basket_name, purchase_order_number, end_customer, notes,
                ship_to_name, ship_to_line1, ship_to_line2, ship_to_city, ship_to_region, ship_to_postal_code, ship_to_country,
                ship_complete, status, delivery_status, currency, total, line_count, backordered_units, placed_at,
                ship_to_attention, ship_to_phone, payment_type_id, payment_kind, payment_label, bill_to_name, bill_to_line1, bill_to_line2,
                bill_to_city, bill_to_region, bill_to_postal_code, bill_to_country, bill_to_attention, bill_to_phone)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'placed', 'processing', $18, $19, $20, $21, $22, $47, $48,
                $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60)
            ON CONFLICT DO NOTHING
            RETURNING id, account_id
        ), lines AS (
            INSERT INTO ordering.order_lines (
                order_id, position, account_id, sku, vendor_part_number, vendor, description, quantity, allocated, unit_price, notes)
            SELECT placed.id, l.position, placed.account_id, l.sku, l.part, l.vendor, l.description, l.quantity, l.allocated, l.price, l.notes
            FROM placed, unnest($23::text[], $24::text[], $25::text[], $26::text[], $27::int[], $28::int[], $29::numeric[], $30::text[])
                         WITH ORDINALITY AS l(sku, part, vendor, description, quantity, allocated, price, notes, position)
        ), told AS (
            INSERT INTO platform.outbox (event_id, type, key, account_id, payload, occurred_at)
            SELECT $31, $32, $33, $34, $35, $36 FROM placed
        ), audited AS (
            INSERT INTO platform.audit ({AuditWriting.Columns}) SELECT $37, $38, $39, $40, $41, $42, $43, $44, $45, $46 FROM placed
        )
        SELECT id FROM placed
        """;

    public Task<long> NextPlace(CancellationToken ct) => db.One<long>("SELECT nextval('ordering.order_numbers')", ct: ct);

    /// <summary>The number of this order, or null while there is none.</summary>
    public Task<string?> NumberOf(Guid accountId, Guid orderId, CancellationToken ct) => db.One<string>(
        "SELECT number FROM ordering.orders WHERE id = @orderId AND account_id = @accountId", new { accountId, orderId }, ct);

    /// <returns>False when the order is there already.</returns>
    public Task<bool> Insert(string number, BasketCheckedOut checkout, IReadOnlyDictionary<string, int> allocated)
    {
        var (lines, shipTo, billTo) = (checkout.Lines, checkout.ShipTo, checkout.BillTo);
        var units = lines.Select(l => Math.Min(l.Quantity, allocated.GetValueOrDefault(l.Sku))).ToArray();
        var backordered = lines.Sum(l => l.Quantity) - units.Sum();
        var total = lines.Sum(l => l.UnitPrice * l.Quantity);
        var told = OutboxMessage.From(
            new OrderPlaced(
                checkout.OrderId, number, checkout.AccountId, checkout.UserId, checkout.BasketId, checkout.PurchaseOrderNumber,
                checkout.Currency, total, lines.Count, backordered, checkout.At, checkout.Payment?.Kind),
            $"order/{checkout.OrderId:N}", checkout.AccountId, checkout.At);
        return commits.Run(new WriteUnit<bool>(InsertText, reader => reader.Read())
            .With(checkout.OrderId).With(number).With(checkout.AccountId).With(checkout.UserId)
            .With(checkout.BasketId).With(checkout.BasketName).With(checkout.PurchaseOrderNumber)
            .With(checkout.EndCustomer).With(checkout.Notes)
            .With(shipTo.Name).With(shipTo.Line1).With(shipTo.Line2).With(shipTo.City)
            .With(shipTo.Region).With(shipTo.PostalCode).With(shipTo.Country)
            .With(checkout.ShipComplete).With(checkout.Currency).With(total).With(lines.Count).With(backordered).With(checkout.At)
            .With(lines.Select(l => l.Sku).ToArray())
            .With(lines.Select(l => l.VendorPartNumber).ToArray())
            .With(lines.Select(l => l.Vendor).ToArray())
            .With(lines.Select(l => l.Description).ToArray())
            .With(lines.Select(l => l.Quantity).ToArray())
            .With(units)
            .With(lines.Select(l => l.UnitPrice).ToArray())
            .With(lines.Select(l => l.Notes).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text)
            .Locking(checkout.OrderId)
            .Tell(told)
            .Audit(
                new(checkout.AccountId, "ordering.placed", $"order/{number}", null, new { basket = checkout.BasketName, checkout.PurchaseOrderNumber, total, checkout.Currency, lines = lines.Count }),
                checkout.At,
                // The outbox may place what a killed host left: for the one who asked.
                Actor.Current with { UserId = checkout.UserId })
            .With(shipTo.Attention).With(shipTo.Phone)
            .With(checkout.Payment?.TypeId).With(checkout.Payment?.Kind).With(checkout.Payment?.Label)
            .With(billTo?.Name).With(billTo?.Line1).With(billTo?.Line2).With(billTo?.City).With(billTo?.Region).With(billTo?.PostalCode)
            .With(billTo?.Country).With(billTo?.Attention).With(billTo?.Phone));
    }
}
