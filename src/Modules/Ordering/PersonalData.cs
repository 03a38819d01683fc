using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Ordering;

/// <summary>Orders that a person placed. They are the account's business and stay, under a name that nobody bears any more.</summary>
internal sealed class PersonalData(Db db) : IPersonalData
{
    public IReadOnlyDictionary<string, IAsyncEnumerable<object>> Of(Guid userId, IReadOnlyCollection<Guid> accountIds, CancellationToken ct) =>
        new Dictionary<string, IAsyncEnumerable<object>>
        {
            ["orders"] = db.Stream<Placed>(
                """
                SELECT account_id, number, purchase_order_number, placed_at, currency::text, total FROM ordering.orders
                WHERE account_id = ANY(@accountIds) AND placed_by = @userId ORDER BY placed_at
                """,
                new { userId, accountIds = accountIds.ToArray() }, ct),
        };

    private sealed class Placed
    {
        public Guid AccountId { get; init; }
        public string Number { get; init; } = "";
        public string PurchaseOrderNumber { get; init; } = "";
        public DateTime PlacedAt { get; init; }
        public string Currency { get; init; } = "";
        public decimal Total { get; init; }
    }
}
