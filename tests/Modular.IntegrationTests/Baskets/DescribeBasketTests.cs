using static Modular.IntegrationTests.Baskets.BasketCalls;

namespace Modular.IntegrationTests.Baskets;

public sealed class DescribeBasketTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task What_is_given_changes_and_the_rest_stays()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        await team.Ana.Added(basket, Goods.Sku(0), 2);

        var changed = await Describe(team.Ana, basket, new { endCustomer = "Hospital", notes = "By Friday", purchaseOrderNumber = "PO-7" });
        changed.Status.ShouldBe(200, changed.Text);
        (changed.ETag, changed["name"].GetString(), changed["endCustomer"].GetString(), changed["total"].GetDecimal(), changed["lineCount"].GetInt32())
            .ShouldBe(("\"3\"", "Branch office", "Hospital", 20, 1));
        (await Describe(team.Ana, basket, new { name = " Head office ", notes = (string?)null, visibility = "public" })).Status.ShouldBe(200);

        var seen = await team.Ana.See(basket);
        (seen["name"].GetString(), seen["visibility"].GetString(), seen["notes"].GetString(), seen["purchaseOrderNumber"].GetString(), seen.Version())
            .ShouldBe(("Head office", "public", null, "PO-7", 4));
        seen.Content().ShouldBe([(Goods.Sku(0), 2)]);
        (await Describe(team.Ana, basket, new { })).ETag.ShouldBe("\"4\"");
    }

    [Fact]
    public async Task A_shared_basket_asks_for_its_version_and_shows_what_it_collided_with()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        (await Describe(team.Bruno, basket, new { name = "Ours" })).ShouldBeRefused(428, "baskets.version_required");
        (await Describe(team.Bruno, basket, new { name = "Ours" }, Seen(1))).Status.ShouldBe(200);

        var refused = await Describe(team.Ana, basket, new { name = "Mine" }, Seen(1));
        refused.ShouldBeRefused(412, "baskets.changed");
        (refused["current"].GetProperty("name").GetString(), refused["current"].GetProperty("version").GetInt64()).ShouldBe(("Ours", 2));
    }

    [Fact]
    public async Task Who_sees_a_basket_is_its_creators_to_decide()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        (await Describe(team.Bruno, basket, new { visibility = "private" }, Seen(1))).ShouldBeRefused(403, "baskets.visibility_is_the_creators");
        (await Describe(team.Ana, basket, new { visibility = "private" }, Seen(1))).Status.ShouldBe(200);
        (await team.Bruno.Get($"/api/baskets/{basket}")).ShouldBeRefused(404, "baskets.unknown");
    }

    [Fact]
    public async Task Who_may_not_edit_is_told_why()
    {
        var team = await Team.Meet(portal.Portal);
        var (mine, open, shared) = (await team.Ana.NewBasket(), await team.Ana.NewBasket("public"), await team.Ana.NewBasket("shared"));
        Task<Answer> Try(Api who, Guid basket) => Describe(who, basket, new { name = "Stolen" }, Seen(1));

        (await Try(portal.Anonymous, shared)).ShouldBeRefused(401, "request.sign_in_first");
        (await Try(team.Stranger, shared)).ShouldBeRefused(404, "baskets.unknown");
        (await Try(team.Bruno, mine)).ShouldBeRefused(404, "baskets.unknown");
        (await Try(team.Bruno, open)).ShouldBeRefused(403, "baskets.public_read_only");
        (await Try(team.Diego, shared)).ShouldBeRefused(403, "baskets.edit_shared_missing");
        (await Try(team.Carla, shared)).ShouldBeRefused(403, "request.privilege_missing");
        foreach (var basket in new[] { mine, open, shared }) (await team.Ana.See(basket))["name"].GetString().ShouldBe("Branch office");
    }

    private static Task<Answer> Describe(Api api, Guid basket, object body, params (string, string)[] headers) =>
        api.Patch($"/api/baskets/{basket}", body, headers);
}
