namespace Modular.IntegrationTests.Ordering;

public sealed class CopyOrderTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_orders_lines_go_into_a_new_basket_at_todays_prices()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var (sku, gone) = (await portal.NewProduct(10m), await portal.NewProduct());
        var placed = await buyer.Placed(await buyer.NewBasket((sku, 3), (gone, 1)));
        await portal.SetPrice(sku, 11m);
        await portal.Portal.Db.Execute("DELETE FROM catalog.products WHERE sku = @gone", new { gone });

        var copied = await buyer.Post($"/api/orders/{placed.Number()}/copy", new { name = "Again" }, ("Idempotency-Key", "again"));
        var repeated = await buyer.Post($"/api/orders/{placed.Number()}/copy", new { name = "Again" }, ("Idempotency-Key", "again"));

        copied.Status.ShouldBe(201, copied.Text);
        repeated.Text.ShouldBe(copied.Text);
        copied["skipped"].EnumerateArray().Select(s => s.GetString()).ShouldBe([gone]);
        var basket = await buyer.Get(copied.Location!);
        basket["name"].GetString().ShouldBe("Again");
        basket["lines"][0].GetProperty("sku").GetString().ShouldBe(sku);
        // A price that moved within the last seconds may still be quoted from memory; ordering reads it again.
        basket["total"].GetDecimal().ShouldBeOneOf(30m, 33m);
    }

    [Fact]
    public async Task An_orders_lines_go_into_a_basket_that_is_there()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var sku = await portal.NewProduct();
        var placed = await buyer.Placed(await buyer.NewBasket((sku, 3)));
        var basketId = await buyer.NewBasket((sku, 2));

        var copied = await buyer.Post($"/api/orders/{placed.Number()}/copy", new { basketId });

        copied.Status.ShouldBe(201, copied.Text);
        (await buyer.Get($"/api/baskets/{basketId}"))["lines"].Sum("quantity").ShouldBe(5);
    }

    [Fact]
    public async Task What_baskets_refuse_is_told_in_their_words()
    {
        var account = await portal.NewAccount();
        var (buyer, other) = (await account.NewBuyer(), await account.NewBuyer());
        var onlooker = await (await account.NewUser("orders.view")).SignIn();
        var closed = await buyer.NewBasket((await portal.NewProduct(), 1));
        var placed = await buyer.Placed(closed);
        var copy = $"/api/orders/{placed.Number()}/copy";

        (await buyer.Post(copy, new { basketId = closed })).Code.ShouldBe("baskets.ordered");
        (await buyer.Post(copy, new { basketId = await other.NewBasket() })).Code.ShouldBe("baskets.unknown");
        (await onlooker.Post(copy, new { })).Status.ShouldBe(403);
        (await buyer.Post(copy, new { name = new string('x', 101) })).Fields.ShouldBe(["name"]);
    }
}
