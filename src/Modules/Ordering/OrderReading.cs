using Modular.BuildingBlocks.Data;
using Modular.Integration.Baskets;
using Modular.Integration.Identity;

namespace Modular.Ordering;

/// <summary>Reads one order of an account, by its number or by its id.</summary>
internal sealed class OrderReading(Db db, IAccountDirectory people)
{
    private const string Head =
        """
        SELECT id, number, placed_by, basket_id, basket_name, purchase_order_number, end_customer, notes, ship_to_name, ship_to_line1,
               ship_to_line2, ship_to_city, ship_to_region, ship_to_postal_code, ship_to_country::text AS ship_to_country,
               ship_to_attention, ship_to_phone, ship_complete, payment_type_id, payment_kind, payment_label, bill_to_name, bill_to_line1,
               bill_to_line2, bill_to_city, bill_to_region, bill_to_postal_code, bill_to_country::text AS bill_to_country, bill_to_attention, bill_to_phone,
               status, delivery_status, currency::text AS currency, total, backordered_units, placed_at
        FROM ordering.orders
        """;

    private const string Lines =
        """
        SELECT sku, vendor_part_number, vendor, description, quantity, allocated, unit_price, notes
        FROM ordering.order_lines WHERE order_id = @Id AND account_id = @accountId ORDER BY position
        """;

    public Task<OrderView?> Find(Guid accountId, string number, CancellationToken ct) =>
        Find(accountId, "number = @number", new { accountId, number }, ct);

    public Task<OrderView?> Find(Guid accountId, Guid orderId, CancellationToken ct) =>
        Find(accountId, "id = @orderId", new { accountId, orderId }, ct);

    /// <summary>An order that was just written, without asking for it again.</summary>
    public async Task<OrderView> ViewOf(NewOrder order, CancellationToken ct)
    {
        var checkout = order.Checkout;
        return new OrderView(
            checkout.OrderId, order.Number, OrderStatus.Placed, DeliveryStatus.Processing, checkout.PurchaseOrderNumber, checkout.EndCustomer,
            checkout.BasketId, checkout.BasketName, checkout.At, await Name(checkout.UserId, ct), checkout.ShipTo, checkout.BillTo, checkout.Payment,
            checkout.ShipComplete, checkout.Notes, checkout.Currency, order.Total, order.Backordered,
            [.. checkout.Lines.Zip(order.Allocated, (l, allocated) => new OrderLineView(
                l.Sku, l.VendorPartNumber, l.Vendor, l.Description, l.Quantity, allocated, l.Quantity - allocated,
                l.UnitPrice, l.UnitPrice * l.Quantity, l.Notes))]);
    }

    private async Task<Person> Name(Guid userId, CancellationToken ct) => new(userId, (await people.Names([userId], ct)).GetValueOrDefault(userId, ""));

    private async Task<OrderView?> Find(Guid accountId, string condition, object args, CancellationToken ct)
    {
        if (await db.One<Row>($"{Head} WHERE account_id = @accountId AND {condition}", args, ct) is not { } row) return null;
        var lines = await db.Many<LineRow>(Lines, new { accountId, row.Id }, ct);
        return new OrderView(
            row.Id, row.Number, row.Status, row.DeliveryStatus, row.PurchaseOrderNumber, row.EndCustomer, row.BasketId, row.BasketName,
            row.PlacedAt, await Name(row.PlacedBy, ct),
            new ShipTo(
                row.ShipToName, row.ShipToLine1, row.ShipToLine2, row.ShipToCity, row.ShipToRegion, row.ShipToPostalCode, row.ShipToCountry,
                row.ShipToAttention, row.ShipToPhone),
            row.BillTo, row.Payment, row.ShipComplete, row.Notes, row.Currency, row.Total, row.BackorderedUnits,
            [.. lines.Select(l => new OrderLineView(
                l.Sku, l.VendorPartNumber, l.Vendor, l.Description, l.Quantity, l.Allocated, l.Quantity - l.Allocated,
                l.UnitPrice, l.UnitPrice * l.Quantity, l.Notes))]);
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Number { get; init; } = "";
        public Guid PlacedBy { get; init; }
        public Guid BasketId { get; init; }
        public string BasketName { get; init; } = "";
        public string PurchaseOrderNumber { get; init; } = "";
        public string? EndCustomer { get; init; }
        public string? Notes { get; init; }
        public string ShipToName { get; init; } = "";
        public string ShipToLine1 { get; init; } = "";
        public string? ShipToLine2 { get; init; }
        public string ShipToCity { get; init; } = "";
        public string? ShipToRegion { get; init; }
        public string ShipToPostalCode { get; init; } = "";
        public string ShipToCountry { get; init; } = "";
        public string? ShipToAttention { get; init; }
        public string? ShipToPhone { get; init; }
        public bool ShipComplete { get; init; }
        public Guid? PaymentTypeId { get; init; }
        public string? PaymentKind { get; init; }
        public string? PaymentLabel { get; init; }
        public string? BillToName { get; init; }
        public string? BillToLine1 { get; init; }
        public string? BillToLine2 { get; init; }
        public string? BillToCity { get; init; }
        public string? BillToRegion { get; init; }
        public string? BillToPostalCode { get; init; }
        public string? BillToCountry { get; init; }
        public string? BillToAttention { get; init; }
        public string? BillToPhone { get; init; }

        public OrderPayment? Payment => PaymentKind is null ? null : new(PaymentTypeId!.Value, PaymentKind, PaymentLabel!);

        public ShipTo? BillTo => BillToName is null
            ? null
            : new(BillToName, BillToLine1!, BillToLine2, BillToCity!, BillToRegion, BillToPostalCode!, BillToCountry!, BillToAttention, BillToPhone);

        public string Status { get; init; } = "";
        public string DeliveryStatus { get; init; } = "";
        public string Currency { get; init; } = "";
        public decimal Total { get; init; }
        public int BackorderedUnits { get; init; }
        public DateTime PlacedAt { get; init; }
    }

    private sealed class LineRow
    {
        public string Sku { get; init; } = "";
        public string VendorPartNumber { get; init; } = "";
        public string Vendor { get; init; } = "";
        public string Description { get; init; } = "";
        public int Quantity { get; init; }
        public int Allocated { get; init; }
        public decimal UnitPrice { get; init; }
        public string? Notes { get; init; }
    }
}
