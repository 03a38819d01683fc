using static Modular.IntegrationTests.Baskets.BasketCalls;

namespace Modular.IntegrationTests.Baskets;

/// <summary>Deleting a basket and taking that back.</summary>
public sealed class DeleteBasketTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_deleted_basket_is_gone_until_it_is_restored()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var line = (await team.Ana.Added(basket, Goods.Sku(0), 2)).Id;

        (await team.Ana.Delete($"/api/baskets/{basket}")).Status.ShouldBe(204);
        foreach (var gone in new[]
        {
            await team.Ana.Get($"/api/baskets/{basket}"), await team.Ana.Get($"/api/baskets/{basket}/changes"), await team.Ana.Delete($"/api/baskets/{basket}"),
            await team.Ana.Add(basket, Goods.Sku(0)), await team.Ana.Change(basket, line, new { quantity = 3 }), await team.Ana.Remove(basket, line),
            await team.Ana.Patch($"/api/baskets/{basket}", new { name = "Back" }), await team.Ana.Post($"/api/baskets/{basket}/copy", new { }),
            await team.Ana.Bulk(basket, Goods.Sku(0)),
        }) gone.ShouldBeRefused(404, "baskets.unknown");

        var deleted = (await team.Ana.Get("/api/baskets?view=deleted"))["items"].EnumerateArray().ShouldHaveSingleItem();
        deleted.GetProperty("id").GetGuid().ShouldBe(basket);
        var restored = await Restore(team.Ana, basket);
        (restored.Status, restored.Version(), restored["lineCount"].GetInt32()).ShouldBe((200, 4, 1));
        await team.Ana.ShouldContain(basket, (Goods.Sku(0), 2));
        (await Restore(team.Ana, basket)).ShouldBeRefused(409, "baskets.nothing_to_restore");
    }

    [Fact]
    public async Task A_shared_basket_asks_for_its_version()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        await team.Bruno.Added(basket, Goods.Sku(0));

        (await team.Ana.Delete($"/api/baskets/{basket}")).ShouldBeRefused(428, "baskets.version_required");
        var refused = await team.Ana.Delete($"/api/baskets/{basket}", Seen(1));
        refused.ShouldBeRefused(412, "baskets.changed");
        refused["current"].GetProperty("version").GetInt64().ShouldBe(2);
        (await team.Bruno.Delete($"/api/baskets/{basket}", Seen(2))).Status.ShouldBe(204);
        (await Restore(team.Bruno, basket)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_may_not_edit_may_neither_delete_nor_restore()
    {
        var team = await Team.Meet(portal.Portal);
        foreach (var (visibility, who, status, code, whenDeleted) in new[]
        {
            ("shared", portal.Anonymous, 401, "request.sign_in_first", 401), ("shared", team.Stranger, 404, "baskets.unknown", 404),
            ("private", team.Bruno, 404, "baskets.unknown", 404), ("public", team.Bruno, 403, "baskets.public_read_only", 404),
            ("shared", team.Diego, 403, "baskets.edit_shared_missing", 403), ("shared", team.Carla, 403, "request.privilege_missing", 403),
        })
        {
            var basket = await team.Ana.NewBasket(visibility);
            (await who.Delete($"/api/baskets/{basket}", Seen(1))).ShouldBeRefused(status, code);
            (await team.Ana.Delete($"/api/baskets/{basket}", Seen(1))).Status.ShouldBe(204);
            (await Restore(who, basket)).Status.ShouldBe(whenDeleted);
            (await team.Ana.Get($"/api/baskets/{basket}")).Status.ShouldBe(404);
        }
    }

    private static Task<Answer> Restore(Api api, Guid basket) => api.Post($"/api/baskets/{basket}/restoration");
}
