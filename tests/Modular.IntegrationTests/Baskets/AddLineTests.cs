namespace Modular.IntegrationTests.Baskets;

public sealed class AddLineTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_product_becomes_a_line_at_the_price_of_the_catalog()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var added = await team.Ana.Post($"/api/baskets/{basket}/lines", new { sku = Goods.Sku(4).ToLowerInvariant(), quantity = 3, notes = "Room 7" });

        added.Status.ShouldBe(201, added.Text);
        (added.Location, added.ETag).ShouldBe(($"/api/baskets/{basket}/lines/{added.Id}", "\"1\""));
        (added["sku"].GetString(), added["quantity"].GetInt32(), added["unitPrice"].GetDecimal(), added["total"].GetDecimal())
            .ShouldBe((Goods.Sku(4), 3, 11, 33));
        (added["basketVersion"].GetInt64(), added["basketTotal"].GetDecimal()).ShouldBe((2, 33));

        var seen = await team.Ana.See(basket);
        var line = seen.Lines().ShouldHaveSingleItem();
        (line.GetProperty("id").GetGuid(), line.GetProperty("vendorPartNumber").GetString(), line.GetProperty("notes").GetString(), line.GetProperty("currency").GetString())
            .ShouldBe((added.Id, Goods.Part(4), "Room 7", "USD"));
        line.GetProperty("changedBy").GetProperty("name").GetString().ShouldBe(team.AnaUser.UserName);
        (seen.Version(), seen["total"].GetDecimal(), seen["currency"].GetString()).ShouldBe((2, 33, "USD"));
    }

    [Fact]
    public async Task The_same_product_again_becomes_more()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        var first = await team.Ana.Added(basket, Goods.Sku(1), 3);
        var second = await team.Bruno.Added(basket, Goods.Sku(1), 4);

        (second.Id, second["quantity"].GetInt32(), second.ETag).ShouldBe((first.Id, 7, "\"2\""));
        await team.Ana.ShouldContain(basket, (Goods.Sku(1), 7));
    }

    [Fact]
    public async Task Prices_and_owners_in_the_request_are_of_no_effect()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var added = await team.Ana.Post($"/api/baskets/{basket}/lines", new { sku = Goods.Sku(4), quantity = 1, unitPrice = 0.01, price = 0.01, currency = "MXN", version = 9 });
        (added["unitPrice"].GetDecimal(), added["currency"].GetString(), added.Version()).ShouldBe((11, "USD", 1));
    }

    [Fact]
    public async Task Each_refusal_has_its_own_reason()
    {
        var team = await Team.Meet(portal.Portal);
        var mine = await team.Ana.NewBasket();
        var open = await team.Ana.NewBasket("public");
        var shared = await team.Ana.NewBasket("shared");

        (await portal.Anonymous.Add(mine, Goods.Sku(1))).ShouldBeRefused(401, "request.sign_in_first");
        (await team.Carla.Add(shared, Goods.Sku(1))).ShouldBeRefused(403, "request.privilege_missing");
        (await team.Bruno.Add(open, Goods.Sku(1))).ShouldBeRefused(403, "baskets.public_read_only");
        (await team.Diego.Add(shared, Goods.Sku(1))).ShouldBeRefused(403, "baskets.edit_shared_missing");
        (await team.Bruno.Add(mine, Goods.Sku(1))).ShouldBeRefused(404, "baskets.unknown");
        (await team.Stranger.Add(shared, Goods.Sku(1))).ShouldBeRefused(404, "baskets.unknown");
        (await team.Ana.Add(Guid.NewGuid(), Goods.Sku(1))).ShouldBeRefused(404, "baskets.unknown");
        (await team.Ana.Add(mine, Goods.Certified)).ShouldBeRefused(403, "baskets.certification_missing", "sku");
        (await team.Ana.Add(mine, "BT-UNHEARD-OF")).ShouldBeRefused(400, "baskets.not_for_sale", "sku");
        foreach (var basket in new[] { mine, open, shared }) await team.Ana.ShouldContain(basket);
    }

    [Fact]
    public async Task Who_holds_the_certification_may_buy()
    {
        var team = await Team.Meet(portal.Portal, Goods.Certification);
        var basket = await team.Ana.NewBasket();
        await team.Ana.Added(basket, Goods.Certified);
    }

    [Fact]
    public async Task A_basket_has_one_currency_and_a_line_its_bound()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        await team.Ana.Added(basket, Goods.Sku(1), 99_999);

        (await team.Ana.Add(basket, Goods.InPesos)).ShouldBeRefused(409, "baskets.currency_differs", "sku");
        (await team.Ana.Add(basket, Goods.Sku(1))).ShouldBeRefused(400, "baskets.quantity_invalid", "quantity");
        await team.Ana.ShouldContain(basket, (Goods.Sku(1), 99_999));
    }
}
