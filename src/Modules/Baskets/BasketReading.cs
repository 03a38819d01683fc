using System.Text.Json.Serialization;
using Modular.Integration.Identity;

namespace Modular.Baskets;

/// <summary>A basket in a list.</summary>
/// <param name="AccountName">"Revenda"; null where only one account is asked about.</param>
/// <param name="ChangedSinceSeen">Whether somebody else changed it since the caller looked; false where they never did.</param>
internal sealed record BasketItem(
    Guid Id, string Name, Visibility Visibility, BasketStatus Status, long Version, Person Owner, bool Mine, string? EndCustomer,
    string? PurchaseOrderNumber, string? OrderNumber, int LineCount, int Units, decimal Total, string? Currency,
    DateTime CreatedAt, DateTime ChangedAt, Person ChangedBy, bool ChangedSinceSeen, Guid AccountId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccountName);

/// <summary>Reads baskets with their sums and with people's names.</summary>
internal sealed class BasketReading(IAccountDirectory people)
{
    // The last change is mostly somebody else's where there is one; history is asked only where it is one's own.
    public static readonly string Select =
        $"""
        SELECT b.id, b.account_id, b.name, b.visibility, b.status, b.version, b.owner_id, b.end_customer, b.purchase_order_number, b.order_number,
               b.created_at, b.changed_at, b.changed_by, l.line_count, l.units, l.total, l.currency,
               coalesce(v.seen_version < b.version AND (b.changed_by <> @UserId OR EXISTS (
                   SELECT FROM (SELECT * FROM baskets.changes WHERE basket_id = b.id ORDER BY id DESC LIMIT {Visits.Remembered}) c
                   WHERE c.version > v.seen_version AND c.user_id <> @UserId)), false) AS changed_since_seen
        """;

    /// <summary>What <see cref="Select"/> needs of a basket's lines and of the caller's look at it.</summary>
    public const string Lines =
        """
        LEFT JOIN baskets.visits v ON v.basket_id = b.id AND v.user_id = @UserId
        CROSS JOIN LATERAL (
            SELECT count(*)::int AS line_count, coalesce(sum(quantity), 0)::int AS units,
                   coalesce(sum(unit_price * quantity), 0) AS total, min(currency)::text AS currency
            FROM baskets.lines WHERE basket_id = b.id AND removed_at IS NULL) l
        """;

    public async Task<IReadOnlyList<BasketItem>> Items(Caller caller, IReadOnlyCollection<BasketRow> rows, Chosen? chosen, CancellationToken ct)
    {
        var names = await people.Names([.. rows.SelectMany(r => new[] { r.OwnerId, r.ChangedBy }).Distinct()], ct);
        return [.. rows.Select(r => new BasketItem(
            r.Id, r.Name, r.Visibility, r.Status, r.Version, Who(r.OwnerId), r.OwnerId == caller.UserId, r.EndCustomer,
            r.PurchaseOrderNumber, r.OrderNumber, r.LineCount, r.Units, r.Total, r.Currency, r.CreatedAt, r.ChangedAt, Who(r.ChangedBy), r.ChangedSinceSeen,
            r.AccountId, chosen?.NameOf(r.AccountId)))];

        Person Who(Guid id) => new(id, names.GetValueOrDefault(id, ""));
    }
}

/// <summary>What every reading of a basket begins with.</summary>
internal abstract class BasketHead
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public Visibility Visibility { get; init; }
    public BasketStatus Status { get; init; }
    public long Version { get; init; }
    public Guid OwnerId { get; init; }
    public string? EndCustomer { get; init; }
    public string? PurchaseOrderNumber { get; init; }
    public string? OrderNumber { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime ChangedAt { get; init; }
    public Guid ChangedBy { get; init; }
}

internal sealed class BasketRow : BasketHead
{
    public Guid AccountId { get; init; }
    public int LineCount { get; init; }
    public int Units { get; init; }
    public decimal Total { get; init; }
    public string? Currency { get; init; }
    public bool ChangedSinceSeen { get; init; }
}
