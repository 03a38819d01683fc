using System.Text.Json.Serialization;
using Modular.Integration.Baskets;

namespace Modular.Ordering;

/// <summary>An order as the account sees it.</summary>
internal sealed record OrderView(
    Guid Id,
    string Number,
    string Status,
    string DeliveryStatus,
    string PurchaseOrderNumber,
    string? EndCustomer,
    Guid BasketId,
    string BasketName,
    DateTime PlacedAt,
    Person PlacedBy,
    ShipTo ShipTo,
    ShipTo? BillTo,
    OrderPayment? Payment,
    bool ShipComplete,
    string? Notes,
    string Currency,
    decimal Total,
    int BackorderedUnits,
    IReadOnlyList<OrderLineView> Lines);

internal sealed record Person(Guid Id, string Name);

/// <param name="Allocated">Units set aside from stock; the rest is <paramref name="Backordered"/>.</param>
internal sealed record OrderLineView(
    string Sku,
    string VendorPartNumber,
    string Vendor,
    string Description,
    int Quantity,
    int Allocated,
    int Backordered,
    decimal UnitPrice,
    decimal Total,
    string? Notes);

/// <summary>An order as a list shows it.</summary>
internal sealed class OrderItem
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>"Revenda": the account's name; null where only one account is asked about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccountName { get; set; }

    public string Number { get; init; } = "";
    public DateTime PlacedAt { get; init; }
    public string PurchaseOrderNumber { get; init; } = "";
    public string? EndCustomer { get; init; }
    public string Status { get; init; } = "";
    public string DeliveryStatus { get; init; } = "";
    public string Currency { get; init; } = "";
    public decimal Total { get; init; }
    public int LineCount { get; init; }
    public int BackorderedUnits { get; init; }
}
