using Modular.IntegrationTests.Ordering;
using static Modular.IntegrationTests.Baskets.BasketCalls;

namespace Modular.IntegrationTests.Baskets;

/// <summary>A basket and its history, as each may see it.</summary>
public sealed class SeeBasketTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Who_sees_what_and_may_edit_it()
    {
        var team = await Team.Meet(portal.Portal);
        foreach (var (visibility, who, editable) in new[]
        {
            ("private", team.Ana, (bool?)true), ("private", team.Bruno, null), ("private", team.Stranger, null),
            ("public", team.Ana, true), ("public", team.Bruno, false), ("public", team.Carla, false), ("public", team.Stranger, null),
            ("shared", team.Ana, true), ("shared", team.Bruno, true), ("shared", team.Diego, false), ("shared", team.Carla, false), ("shared", team.Stranger, null),
        })
        {
            var basket = await team.Ana.NewBasket(visibility);
            var (seen, history) = (await who.Get($"/api/baskets/{basket}"), await who.Get($"/api/baskets/{basket}/changes"));
            if (editable is null)
            {
                seen.ShouldBeRefused(404, "baskets.unknown");
                history.ShouldBeRefused(404, "baskets.unknown");
            }
            else
            {
                (seen.Status, seen["editable"].GetBoolean(), seen["mine"].GetBoolean()).ShouldBe((200, editable.Value, who == team.Ana));
                seen["owner"].GetProperty("name").GetString().ShouldBe(team.AnaUser.UserName);
                history["total"].GetInt32().ShouldBe(1);
            }

            (await portal.Anonymous.Get($"/api/baskets/{basket}")).ShouldBeRefused(401, "request.sign_in_first");
            (await portal.Anonymous.Get($"/api/baskets/{basket}/changes")).ShouldBeRefused(401, "request.sign_in_first");
        }
    }

    [Fact]
    public async Task Amounts_have_no_zeros_at_their_end()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var sku = await portal.NewProduct(12.5m);
        var basket = await buyer.NewBasket((sku, 2));
        var seen = await buyer.Get($"/api/baskets/{basket}");
        var changed = await buyer.Patch($"/api/baskets/{basket}/lines/{seen["lines"][0].GetProperty("id").GetGuid()}", new { quantity = 4 });

        seen.Text.ShouldContain("\"unitPrice\":12.5,");
        seen.Text.ShouldContain("\"total\":25,");
        changed.Text.ShouldContain("\"unitPrice\":12.5,");
        changed.Text.ShouldContain("\"total\":50,");
        changed.Text.ShouldContain("\"basketTotal\":50}");
        var product = await buyer.Get($"/api/products/{sku}");
        product.Text.ShouldContain("\"price\":12.5,");
        product.Text.ShouldContain("\"unitPrice\":12.5}");
        seen.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var etag = (await team.Ana.See(basket)).ETag!;
        (await team.Ana.Get($"/api/baskets/{basket}", ("If-None-Match", etag))).Status.ShouldBe(304);
        await team.Ana.Added(basket, Goods.Sku(0));
        (await team.Ana.Get($"/api/baskets/{basket}", ("If-None-Match", etag))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_changed_what_and_when_is_told_newest_first()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        var line = (await team.Ana.Added(basket, Goods.Sku(0), 3)).Id;
        await team.Bruno.Change(basket, line, new { quantity = 5 }, Seen(1));
        await team.Bruno.Patch($"/api/baskets/{basket}", new { name = "Ours" }, Seen(3));
        await team.Ana.Remove(basket, line, Seen(2));

        var history = await team.Ana.Get($"/api/baskets/{basket}/changes");
        history["items"].EnumerateArray().Select(i => (
            i.GetProperty("version").GetInt64(), i.GetProperty("kind").GetString(), i.GetProperty("before").GetString(), i.GetProperty("after").GetString(),
            i.GetProperty("by").GetProperty("name").GetString() == team.AnaUser.UserName)).ShouldBe(
        [
            (5, "line_removed", "5", null, true), (4, "renamed", "Branch office", "Ours", false),
            (3, "quantity_changed", "3", "5", false), (2, "line_added", null, "3", true), (1, "created", null, null, true),
        ]);
        history["items"][0].GetProperty("sku").GetString().ShouldBe(Goods.Sku(0));
        var page = await team.Ana.Get($"/api/baskets/{basket}/changes?page=2&size=2&sort=at");
        (page["total"].GetInt32(), page["items"][0].GetProperty("version").GetInt64()).ShouldBe((5, 3));
        (await team.Ana.Get($"/api/baskets/{basket}/changes?sort=name")).ShouldBeRefused(400, "request.invalid", "sort");
    }

    [Fact]
    public async Task An_added_line_is_where_its_location_says()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        var added = await team.Ana.Added(basket, Goods.Sku(0), 3);

        var seen = await team.Bruno.Get(added.Location!);

        (seen.Status, seen.ETag, seen["sku"].GetString(), seen["quantity"].GetInt32()).ShouldBe((200, "\"1\"", Goods.Sku(0), 3), seen.Text);
        seen["changedBy"].GetProperty("name").GetString().ShouldBe(team.AnaUser.UserName);
        (await team.Stranger.Get(added.Location!)).ShouldBeRefused(404, "baskets.line_unknown");
        await team.Ana.Remove(basket, added.Id, Seen(1));
        (await team.Ana.Get(added.Location!)).ShouldBeRefused(404, "baskets.line_unknown");
    }
}
