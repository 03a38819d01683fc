using Modular.BuildingBlocks.Data;

namespace Modular.Ordering;

/// <summary>Where orders are written.</summary>
internal sealed class OrderStore(Db db, CommitGroup commits)
{
    private static readonly OrderWriting Writing = new();

    private readonly Together<Done, long> _places = new(asked =>
        db.Many<long>("SELECT nextval('ordering.order_numbers') FROM generate_series(1, @Count)", new { asked.Count }));

    /// <summary>The next order's number.</summary>
    public async Task<string> NextNumber(CancellationToken ct) => OrderNumber.At(await _places.Ask(Done.Instance, ct));

    /// <summary>The number of this order, or null while there is none.</summary>
    public Task<string?> NumberOf(Guid accountId, Guid orderId, CancellationToken ct) => db.One<string>(
        "SELECT number FROM ordering.orders WHERE id = @orderId AND account_id = @accountId", new { accountId, orderId }, ct);

    /// <returns>False when the order is there already.</returns>
    public Task<bool> Insert(NewOrder order) => commits.Run(Writing, order, order.Checkout.OrderId);
}
