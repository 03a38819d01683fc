using Modular.BuildingBlocks.Data;
using Modular.Integration.Baskets;
using Modular.Integration.Catalog;

namespace Modular.Baskets;

/// <inheritdoc cref="IBasketFiller"/>
internal sealed class BasketFilling(IGrainFactory grains, IPriceBook prices, Db db, Caller caller, CommandId command) : IBasketFiller
{
    public async Task<IReadOnlyList<FillableBasket>> Choices(bool counted, CancellationToken ct = default) =>
        !caller.Can(BasketsPrivileges.Edit) ? [] : await db.Many<FillableBasket>(
            $"""
            SELECT b.id, b.name, {(counted ? "(SELECT count(*)::int FROM baskets.lines l WHERE l.basket_id = b.id AND l.removed_at IS NULL)" : "NULL::int")} AS line_count
            FROM baskets.baskets b
            WHERE b.account_id = @AccountId AND b.status = 'active'
              AND (b.owner_id = @UserId OR (@shared AND b.visibility = 'shared'))
            ORDER BY b.changed_at DESC, b.id DESC LIMIT 100
            """,
            new { caller.AccountId, caller.UserId, shared = caller.Can(BasketsPrivileges.EditShared) }, ct);

    public async Task<Filling> Fill(Guid? basketId, string newName, IReadOnlyList<Goods> goods, CancellationToken ct = default)
    {
        if (!caller.Can(BasketsPrivileges.Edit))
            return Refused(Error.Forbidden("request.privilege_missing", BasketsPrivileges.Edit));
        var quotes = await prices.Find(caller.AccountId, [.. goods.Select(g => g.Sku)], ct);
        var additions = goods
            .Where(g => quotes.TryGetValue(g.Sku, out var quote) && quote.CertificationHeld)
            .Select(g => new Addition(Guid.CreateVersion7(), Offer.Of(quotes[g.Sku]), g.Quantity))
            .ToArray();
        var filled = basketId is { } id
            ? await grains.Basket(caller.AccountId, id).Add(caller.AsEditor(), additions, command.IsChosen ? command.Value : null)
            : await grains.BasketAccount(caller.AccountId)
                .Open(caller.AsEditor(), command.Value, new BasketDetails(newName, Visibility.Private), additions);
        return filled.Error is { } error
            ? Refused(error)
            : new Filling(
                filled.Value!.Id, filled.Value.Details.Name, filled.Value.LineCount, null,
                [.. goods.Select(g => g.Sku).Except(additions.Select(a => a.Offer.Sku))]);
    }

    private static Filling Refused(Error error) => new(
        default, "", 0,
        new FillRefusal(
            error.Kind switch
            {
                ErrorKind.NotFound => FillRefusalKind.NotFound,
                ErrorKind.Forbidden => FillRefusalKind.Forbidden,
                _ => FillRefusalKind.Conflict,
            },
            error.Code, error.Args),
        []);
}
