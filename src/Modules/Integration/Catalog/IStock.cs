namespace Modular.Integration.Catalog;

/// <summary>Sets stock aside for orders, never more than there is.</summary>
public interface IStock
{
    /// <summary>
    /// Sets aside what is in stock for an order, once: asked again for the same order it answers the same.
    /// </summary>
    /// <returns>Units set aside by SKU; what is missing is the order's backorder.</returns>
    Task<IReadOnlyDictionary<string, int>> Reserve(Guid orderId, IReadOnlyList<StockWish> wishes, CancellationToken ct = default);
}

/// <summary>Units of one product that an order wants; a SKU occurs once per order.</summary>
public sealed record StockWish(string Sku, int Quantity);
