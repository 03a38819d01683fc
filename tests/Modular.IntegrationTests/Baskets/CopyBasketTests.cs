namespace Modular.IntegrationTests.Baskets;

public sealed class CopyBasketTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("public")]
    [InlineData("shared")]
    public async Task A_colleagues_basket_becomes_my_own(string visibility)
    {
        var team = await Team.Meet(portal.Portal);
        var source = await Filled(team.Ana, visibility);
        var copy = await team.Diego.Post($"/api/baskets/{source}/copy", new { name = "My copy" });

        copy.Status.ShouldBe(201, copy.Text);
        (copy.Location, copy.ETag, copy["visibility"].GetString(), copy["total"].GetDecimal()).ShouldBe(($"/api/baskets/{copy.Id}", "\"1\"", "private", 41m));
        var seen = await team.Diego.See(copy.Id);
        (seen["name"].GetString(), seen["mine"].GetBoolean(), seen["editable"].GetBoolean()).ShouldBe(("My copy", true, true));
        seen.Content().ShouldBe([(Goods.Sku(0), 2), (Goods.Sku(2), 2)]);
        seen.Lines()[0].GetProperty("notes").GetString().ShouldBe("Room 7");

        // The copy is a basket of its own.
        await team.Diego.Added(copy.Id, Goods.Sku(0));
        (await team.Ana.See(source)).Content()[0].Quantity.ShouldBe(2);
        (await team.Ana.Get($"/api/baskets/{copy.Id}")).ShouldBeRefused(404, "baskets.unknown");
    }

    [Fact]
    public async Task Without_a_body_the_copy_has_the_sources_name()
    {
        var team = await Team.Meet(portal.Portal);
        var copy = await team.Ana.Post($"/api/baskets/{await Filled(team.Ana, "private")}/copy");
        (copy.Status, copy["name"].GetString(), copy["lineCount"].GetInt32()).ShouldBe((201, "Branch office", 2));
    }

    [Fact]
    public async Task What_may_not_be_bought_any_more_is_left_out_and_named()
    {
        var certified = await Team.Meet(portal.Portal, Goods.Certification);
        var basket = await Filled(certified.Ana, "private");
        await certified.Ana.Added(basket, Goods.Certified);
        await portal.Portal.Db.Execute("DELETE FROM identity.account_certifications WHERE account_id = @Id", new { certified.Account.Id });
        await portal.Portal.Db.Execute("NOTIFY catalog_changed");

        await BuildingBlocks.Eventually.True(async () =>
        {
            var copy = await certified.Ana.Post($"/api/baskets/{basket}/copy", new { name = "Copy" });
            copy.Status.ShouldBe(201, copy.Text);
            return copy["lineCount"].GetInt32() == 2 && copy["skipped"].EnumerateArray().Select(s => s.GetString()).SequenceEqual([Goods.Certified]);
        }, "the lost certification is noticed");
    }

    [Fact]
    public async Task Who_may_not_see_or_not_edit_may_not_copy()
    {
        var team = await Team.Meet(portal.Portal);
        var (mine, open) = (await Filled(team.Ana, "private"), await Filled(team.Ana, "public"));
        (await portal.Anonymous.Post($"/api/baskets/{open}/copy", new { })).ShouldBeRefused(401, "request.sign_in_first");
        (await team.Stranger.Post($"/api/baskets/{open}/copy", new { })).ShouldBeRefused(404, "baskets.unknown");
        (await team.Bruno.Post($"/api/baskets/{mine}/copy", new { })).ShouldBeRefused(404, "baskets.unknown");
        (await team.Carla.Post($"/api/baskets/{open}/copy", new { })).ShouldBeRefused(403, "request.privilege_missing");
    }

    private static async Task<Guid> Filled(Api api, string visibility)
    {
        var basket = await api.NewBasket(visibility);
        await api.Post($"/api/baskets/{basket}/lines", new { sku = Goods.Sku(0), quantity = 2, notes = "Room 7" });
        await api.Added(basket, Goods.Sku(2), 2);
        return basket;
    }
}
