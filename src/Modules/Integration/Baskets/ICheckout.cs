namespace Modular.Integration.Baskets;

/// <summary>Lets Ordering turn a basket into an order: look, then close exactly what was looked at.</summary>
public interface ICheckout
{
    /// <summary>The basket as this user of this account may order it, or null.</summary>
    Task<BasketToOrder?> Find(Guid accountId, Guid userId, Guid basketId, CancellationToken ct = default);

    /// <summary>
    /// Closes the basket for an order if it still is at <see cref="BasketCheckedOut.BasketVersion"/>, and tells
    /// <see cref="BasketCheckedOut"/> in the same transaction. Asked again for the same order it answers as at first.
    /// </summary>
    /// <param name="canEditShared">Whether the user may edit baskets that others share.</param>
    Task<CloseOutcome> Close(BasketCheckedOut checkout, bool canEditShared, CancellationToken ct = default);
}

/// <summary>What became of closing a basket.</summary>
public enum CloseOutcome
{
    Closed,
    /// <summary>Somebody changed the basket since it was looked at.</summary>
    Changed,
    /// <summary>It was ordered already, by another order.</summary>
    OrderedAlready,
    /// <summary>This user may look at the basket, not order it.</summary>
    NotYours,
    /// <summary>There is no such basket for this account any more.</summary>
    Gone,
}

/// <param name="OrderedAs">The order that the basket became, or null while it is open.</param>
/// <param name="VersionRequired">Whether ordering must name the version: others may edit it too.</param>
public sealed record BasketToOrder(
    Guid Id,
    string Name,
    long Version,
    bool VersionRequired,
    Guid? OrderedAs,
    string? PurchaseOrderNumber,
    string? EndCustomer,
    string? Notes,
    IReadOnlyList<LineToOrder> Lines)
{
    /// <summary>Whether it belongs to who asks.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Whether who asks may order it, as far as can be said before <see cref="ICheckout.Close"/> decides.</summary>
    public bool MayBeOrdered(bool canEditShared) => IsOwn || (VersionRequired && canEditShared);
}

/// <param name="UnitPrice">The price that the basket showed.</param>
public sealed record LineToOrder(Guid LineId, string Sku, int Quantity, decimal UnitPrice, string Currency, string? Notes);

/// <summary>A basket was closed to become an order; carries the whole order, so that it arises whatever is killed now.</summary>
/// <param name="Number">The order's; null: told by a host of an earlier version.</param>
/// <remarks>It is for Ordering alone, which takes it back with the order that it has written: another consumer would most often not hear of it.</remarks>
public sealed record BasketCheckedOut(
    Guid OrderId,
    Guid BasketId,
    long BasketVersion,
    Guid AccountId,
    Guid UserId,
    string BasketName,
    string PurchaseOrderNumber,
    string? EndCustomer,
    string? Notes,
    ShipTo ShipTo,
    bool ShipComplete,
    string Currency,
    IReadOnlyList<CheckedOutLine> Lines,
    DateTime At,
    ShipTo? BillTo = null,
    OrderPayment? Payment = null,
    string? Number = null)
{
    /// <summary>What the outbox keeps the order of events by.</summary>
    public string Key => $"basket/{BasketId:N}";
}

/// <summary>How an order is paid.</summary>
/// <param name="Kind"><c>card</c>, <c>terms</c> or <c>transfer</c>.</param>
/// <param name="Label">As people tell it from others, when the order was placed.</param>
public sealed record OrderPayment(Guid TypeId, string Kind, string Label);

public sealed record CheckedOutLine(
    string Sku, string VendorPartNumber, string Vendor, string Description, int Quantity, decimal UnitPrice, string? Notes);

/// <summary>Where the goods go.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record ShipTo(
    string Name, string Line1, string? Line2, string City, string? Region, string PostalCode, string Country,
    string? Attention = null, string? Phone = null);
