using Modular.BuildingBlocks.Data;

namespace Modular.Baskets;

/// <summary>Baskets from memory. Where other hosts write too, the database is asked whether what is remembered still holds.</summary>
internal sealed class RememberedBaskets(IGrainFactory grains, SoleHost sole, BasketLoading loading)
{
    /// <returns>An active basket as it is now; null where it has to be asked of the database.</returns>
    public async ValueTask<Basket?> Find(Guid accountId, Guid basketId, CancellationToken ct)
    {
        var grain = grains.Basket(accountId, basketId);
        return await grain.See() is not { } basket ? null
            : sole.Is || await loading.IsCurrent(basket, ct) ? basket
            : await grain.SeeNewer(basket.Version);
    }
}
