using static Modular.IntegrationTests.Baskets.BasketCalls;

namespace Modular.IntegrationTests.Baskets;

/// <summary>Removing a line and putting it back.</summary>
public sealed class RemoveLineTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_line_is_taken_out_and_put_back_where_it_was()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var line = (await team.Ana.Post($"/api/baskets/{basket}/lines", new { sku = Goods.Sku(0), quantity = 3, notes = "Room 7" })).Id;
        await team.Ana.Added(basket, Goods.Sku(1));

        (await team.Ana.Remove(basket, line)).Status.ShouldBe(204);
        await team.Ana.ShouldContain(basket, (Goods.Sku(1), 1));
        (await team.Ana.Remove(basket, line)).ShouldBeRefused(404, "baskets.line_unknown");

        var restored = await Restore(team.Ana, basket, line);
        restored.Status.ShouldBe(200, restored.Text);
        (restored.Id, restored["quantity"].GetInt32(), restored["notes"].GetString(), restored.Version()).ShouldBe((line, 3, "Room 7", 3));
        await team.Ana.ShouldContain(basket, (Goods.Sku(0), 3), (Goods.Sku(1), 1));
        (await Restore(team.Ana, basket, line)).ShouldBeRefused(409, "baskets.nothing_to_restore");
    }

    [Fact]
    public async Task What_was_added_again_meanwhile_grows_by_what_is_put_back_once()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var line = (await team.Ana.Added(basket, Goods.Sku(0), 3)).Id;
        await team.Ana.Remove(basket, line);
        await team.Ana.Added(basket, Goods.Sku(0), 2);

        (await Restore(team.Ana, basket, line))["quantity"].GetInt32().ShouldBe(5);
        (await Restore(team.Ana, basket, line)).ShouldBeRefused(409, "baskets.nothing_to_restore");
        await team.Ana.ShouldContain(basket, (Goods.Sku(0), 5));
    }

    [Fact]
    public async Task A_shared_basket_asks_for_the_lines_version()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        var line = (await team.Ana.Added(basket, Goods.Sku(0), 3)).Id;
        await team.Bruno.Change(basket, line, new { quantity = 5 }, Seen(1));

        (await team.Ana.Remove(basket, line)).ShouldBeRefused(428, "baskets.line_version_required");
        var refused = await team.Ana.Remove(basket, line, Seen(1));
        refused.ShouldBeRefused(412, "baskets.line_changed");
        refused["current"].GetProperty("quantity").GetInt32().ShouldBe(5);
        (await team.Ana.Remove(basket, line, Seen(2))).Status.ShouldBe(204);
        (await Restore(team.Bruno, basket, line)).Version().ShouldBe(4);
    }

    [Fact]
    public async Task Who_may_not_edit_may_neither_remove_nor_restore()
    {
        var team = await Team.Meet(portal.Portal);
        foreach (var (visibility, who, status, code) in new[]
        {
            ("shared", portal.Anonymous, 401, "request.sign_in_first"), ("shared", team.Stranger, 404, "baskets.unknown"),
            ("private", team.Bruno, 404, "baskets.unknown"), ("public", team.Bruno, 403, "baskets.public_read_only"),
            ("shared", team.Diego, 403, "baskets.edit_shared_missing"), ("shared", team.Carla, 403, "request.privilege_missing"),
        })
        {
            var basket = await team.Ana.NewBasket(visibility);
            var line = (await team.Ana.Added(basket, Goods.Sku(0))).Id;
            (await who.Remove(basket, line, Seen(1))).ShouldBeRefused(status, code);
            await team.Ana.ShouldContain(basket, (Goods.Sku(0), 1));
            await team.Ana.Remove(basket, line, Seen(1));
            (await Restore(who, basket, line)).ShouldBeRefused(status, code);
            await team.Ana.ShouldContain(basket);
        }
    }

    private static Task<Answer> Restore(Api api, Guid basket, Guid line) => api.Post($"/api/baskets/{basket}/lines/{line}/restoration");
}
