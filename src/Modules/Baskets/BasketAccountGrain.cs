using System.Collections.Immutable;
using Npgsql;

namespace Modular.Baskets;

/// <summary>One account's right to open baskets: openings take turns, and the limit per owner is kept.</summary>
[Alias("baskets.IBasketAccountGrain")]
internal interface IBasketAccountGrain : IGrainWithStringKey
{
    /// <summary>Opens a basket with what is in it; asked again with the same id it answers as at first.</summary>
    [Alias("Open")]
    Task<Result<BasketState>> Open(Editor by, Guid basketId, BasketDetails details, IReadOnlyList<Addition> additions);
}

internal static class BasketAccountGrains
{
    public static IBasketAccountGrain BasketAccount(this IGrainFactory grains, Guid accountId) =>
        grains.GetGrain<IBasketAccountGrain>($"basket-account/{accountId:N}");
}

/// <inheritdoc cref="IBasketAccountGrain"/>
/// <remarks>The count itself is the database's (baskets.owners), since baskets also become active and inactive elsewhere.</remarks>
internal sealed class BasketAccountGrain(BasketStore store, TimeProvider time) : Grain, IBasketAccountGrain
{
    public async Task<Result<BasketState>> Open(Editor by, Guid basketId, BasketDetails details, IReadOnlyList<Addition> additions)
    {
        var at = Moment.Now(time);
        var accountId = Guid.Parse(this.GetPrimaryKeyString().Split('/')[1]);
        var empty = new Basket(basketId, accountId, by.UserId, details, BasketStatus.Active, 0, null, at, [], []) { CreatedAt = at };
        var editing = new BasketEditing(empty, by, at);
        editing.Become(BasketStatus.Active, "created");
        foreach (var addition in additions)
        {
            if (editing.Add(addition) is { } error) return error;
        }

        var edit = editing.Done();
        try
        {
            var outcome = await store.Open(edit, by, null);
            return outcome.Opened ? BasketState.Of(edit.After, null) : BasketErrors.LimitReached(outcome.Limit);
        }
        catch (PostgresException refused) when (refused.ConstraintName == BasketStore.LimitConstraint)
        {
            // Another host opened the last one in the same moment.
            return BasketErrors.LimitReached(await store.Limit(accountId));
        }
    }
}
