using Modular.BuildingBlocks.Data;

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
    public Task<bool> Insert(NewOrder order) => commits.Run(Writing, order, order.Checkout.OrderId);
}
