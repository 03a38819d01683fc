using static Modular.IntegrationTests.Baskets.BasketCalls;

namespace Modular.IntegrationTests.Baskets;

public sealed class ChangeLineTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Quantity_and_notes_change_together_or_alone()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var line = (await team.Ana.Added(basket, Goods.Sku(0), 3)).Id;

        var changed = await team.Ana.Change(basket, line, new { quantity = 5, notes = "Room 7" });
        changed.Status.ShouldBe(200, changed.Text);
        (changed["quantity"].GetInt32(), changed["notes"].GetString(), changed.ETag, changed["basketVersion"].GetInt64(), changed["basketTotal"].GetDecimal())
            .ShouldBe((5, "Room 7", "\"2\"", 3, 50));
        (await team.Ana.Change(basket, line, new { quantity = 6 }))["notes"].GetString().ShouldBe("Room 7");
        (await team.Ana.Change(basket, line, new { notes = (string?)null }))["notes"].GetString().ShouldBeNull();
        (await team.Ana.See(basket)).Content().ShouldBe([(Goods.Sku(0), 6)]);
    }

    [Fact]
    public async Task The_same_again_is_no_change()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var line = (await team.Ana.Added(basket, Goods.Sku(0), 3)).Id;
        var same = await team.Ana.Change(basket, line, new { quantity = 3 });
        (same.Status, same.ETag, same["basketVersion"].GetInt64()).ShouldBe((200, "\"1\"", 2));
    }

    [Fact]
    public async Task A_shared_basket_asks_for_the_lines_version_and_shows_what_it_collided_with()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        var line = (await team.Ana.Added(basket, Goods.Sku(0), 3)).Id;

        (await team.Ana.Change(basket, line, new { quantity = 4 })).ShouldBeRefused(428, "baskets.line_version_required");
        (await team.Ana.Change(basket, line, new { quantity = 4 }, ("If-Match", "*"))).ShouldBeRefused(428, "baskets.line_version_required");
        (await team.Bruno.Change(basket, line, new { quantity = 5 }, Seen(1))).Status.ShouldBe(200);
        foreach (var seen in new[] { "\"1\"", "\"3\"", "\"0\"", "\"-1\"", "soon", "\"1\", \"2\"", "W/\"2\"", "\"99999999999999999999\"", "\"\"" })
        {
            var refused = await team.Ana.Change(basket, line, new { quantity = 4 }, ("If-Match", seen));
            refused.ShouldBeRefused(412, "baskets.line_changed");
            var current = refused["current"];
            (current.GetProperty("id").GetGuid(), current.GetProperty("quantity").GetInt32(), current.GetProperty("version").GetInt64()).ShouldBe((line, 5, 2));
        }

        (await team.Ana.Change(basket, line, new { quantity = 4 }, Seen(2)))["quantity"].GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task A_version_may_be_named_in_ones_own_basket_too()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var line = (await team.Ana.Added(basket, Goods.Sku(0), 3)).Id;
        (await team.Ana.Change(basket, line, new { quantity = 4 }, Seen(9))).ShouldBeRefused(412, "baskets.line_changed");
        (await team.Ana.Change(basket, line, new { quantity = 4 }, Seen(1))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_may_not_change_it_is_told_why()
    {
        var team = await Team.Meet(portal.Portal);
        var (mine, open, shared) = (await team.Ana.NewBasket(), await team.Ana.NewBasket("public"), await team.Ana.NewBasket("shared"));
        async Task<Answer> Try(Api who, Guid basket) =>
            await who.Change(basket, (await team.Ana.Added(basket, Goods.Sku(0))).Id, new { quantity = 9 }, Seen(1));

        (await Try(portal.Anonymous, shared)).ShouldBeRefused(401, "request.sign_in_first");
        (await Try(team.Stranger, shared)).ShouldBeRefused(404, "baskets.unknown");
        (await Try(team.Bruno, mine)).ShouldBeRefused(404, "baskets.unknown");
        (await Try(team.Bruno, open)).ShouldBeRefused(403, "baskets.public_read_only");
        (await Try(team.Diego, shared)).ShouldBeRefused(403, "baskets.edit_shared_missing");
        (await Try(team.Carla, shared)).ShouldBeRefused(403, "request.privilege_missing");
        (await team.Ana.Change(mine, Guid.NewGuid(), new { quantity = 9 })).ShouldBeRefused(404, "baskets.line_unknown");
        (await team.Ana.See(shared)).Content().ShouldBe([(Goods.Sku(0), 4)]);
    }
}
