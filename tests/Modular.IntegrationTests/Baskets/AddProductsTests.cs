using static Modular.IntegrationTests.Baskets.BasketCalls;

namespace Modular.IntegrationTests.Baskets;

/// <summary>Several products at once, selected in a list.</summary>
public sealed class AddProductsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task One_of_each_is_added_in_one_change_and_what_may_not_be_bought_is_told()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        await team.Ana.Added(basket, Goods.Sku(1), 4);

        var added = await Add(team.Ana, basket, Goods.Sku(0), Goods.Sku(1).ToLowerInvariant(), Goods.Sku(0), Goods.Certified, "NO-SUCH");

        added.Status.ShouldBe(200, added.Text);
        (added["added"].GetInt32(), added.Version()).ShouldBe((2, 3));
        added["skipped"].EnumerateArray().Select(s => s.GetString()).ShouldBe([Goods.Certified, "NO-SUCH"]);
        await team.Ana.ShouldContain(basket, (Goods.Sku(1), 5), (Goods.Sku(0), 1));
    }

    [Fact]
    public async Task A_repetition_with_the_same_key_adds_nothing()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        for (var i = 0; i < 2; i++)
            (await team.Ana.Post($"/api/baskets/{basket}/products", new { skus = new[] { Goods.Sku(0) } }, Key("once"))).Status.ShouldBe(200);
        await team.Ana.ShouldContain(basket, (Goods.Sku(0), 1));
    }

    [Fact]
    public async Task Strangers_and_bad_input_are_refused()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        (await Add(team.Stranger, basket, Goods.Sku(0))).ShouldBeRefused(404, "baskets.unknown");
        (await Add(team.Bruno, basket, Goods.Sku(0))).ShouldBeRefused(404, "baskets.unknown");
        (await Add(team.Carla, basket, Goods.Sku(0))).ShouldBeRefused(403, "request.privilege_missing");
        (await Add(portal.Anonymous, basket, Goods.Sku(0))).ShouldBeRefused(401, "request.sign_in_first");
        (await Add(team.Ana, basket)).ShouldBeRefused(400, "request.invalid", "skus");
        (await Add(team.Ana, basket, [.. Enumerable.Range(0, 101).Select(Goods.Sku)])).ShouldBeRefused(400, "request.invalid", "skus");
        (await Add(team.Ana, basket, new string('x', 41))).ShouldBeRefused(400, "request.invalid", "skus[0]");
        await team.Ana.ShouldContain(basket);
    }

    [Fact]
    public async Task The_list_adds_what_is_ticked_to_the_chosen_or_to_a_new_basket()
    {
        var team = await Team.Meet(portal.Portal);
        using var browser = new Browser(portal.Portal, team.Ana);
        var page = await browser.Open("/products?q=Basket+test+product&sort=sku&size=25");
        page.Text.ShouldContain("Add to New basket");

        var made = await browser.Send("/baskets/products", [.. page.Form("/baskets/products"), ("sku", Goods.Sku(2)), ("sku", Goods.Sku(3))]);
        var basket = Guid.Parse(made.Location!["/baskets/".Length..]);
        await team.Ana.ShouldContain(basket, (Goods.Sku(2), 1), (Goods.Sku(3), 1));

        var again = await browser.Open("/products?q=Basket+test+product&sort=sku&size=25");
        (await browser.Send("/baskets/products", [.. again.Form("/baskets/products"), ("sku", Goods.Sku(3)), ("sku", Goods.Certified)])).Location.ShouldBe(again.Path);
        (await browser.Open("/products")).Text.ShouldContain($"Left out, since they are not for sale to you: {Goods.Certified}");
        await team.Ana.ShouldContain(basket, (Goods.Sku(2), 1), (Goods.Sku(3), 2));
    }

    private static Task<Answer> Add(Api api, Guid basket, params string[] skus) => api.Post($"/api/baskets/{basket}/products", new { skus });
}
