using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Integration.Baskets;

namespace Modular.Ordering;

/// <summary>Where orders are written.</summary>
internal sealed class OrderStore(Db db, CommitGroup commits)
{
    private static readonly OrderWriting Writing = new();

    public Task<long> NextPlace(CancellationToken ct) => db.One<long>("SELECT nextval('ordering.order_numbers')", ct: ct);

    /// <summary>The number of this order, or null while there is none.</summary>
    public Task<string?> NumberOf(Guid accountId, Guid orderId, CancellationToken ct) => db.One<string>(
        "SELECT number FROM ordering.orders WHERE id = @orderId AND account_id = @accountId", new { accountId, orderId }, ct);

    /// <returns>False when the order is there already.</returns>
    public Task<bool> Insert(string number, BasketCheckedOut checkout, IReadOnlyDictionary<string, int> allocated) => commits.Run(
        Writing,
        new NewOrder(number, checkout, [.. checkout.Lines.Select(l => Math.Min(l.Quantity, allocated.GetValueOrDefault(l.Sku)))]) { Actor = Actor.Current with { UserId = checkout.UserId } },
        checkout.OrderId);
}
