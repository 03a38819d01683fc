namespace Modular.IntegrationTests.Ordering;

public sealed class PlaceOrderTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_basket_becomes_an_order()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var (first, second) = (await portal.NewProduct(10.25m, onHand: 3), await portal.NewProduct(2m));
        var basket = await buyer.NewBasket((first, 5), (second, 4));

        var placed = await buyer.Order(basket, Shop.Body("PO-77", shipComplete: true), ("Idempotency-Key", "one"));

        placed.Status.ShouldBe(201, placed.Text);
        placed.Number().ShouldMatch(@"^\d\d-\d{5}$");
        placed.Location.ShouldBe("/api/orders/" + placed.Number());
        placed["status"].GetString().ShouldBe("placed");
        placed["deliveryStatus"].GetString().ShouldBe("processing");
        placed["purchaseOrderNumber"].GetString().ShouldBe("PO-77");
        placed["shipComplete"].GetBoolean().ShouldBeTrue();
        placed["total"].GetDecimal().ShouldBe(59.25m);
        placed["currency"].GetString().ShouldBe("USD");
        placed["backorderedUnits"].GetInt32().ShouldBe(2);
        placed["lines"].EnumerateArray().Select(l => (
                l.GetProperty("sku").GetString(), l.GetProperty("quantity").GetInt32(), l.GetProperty("allocated").GetInt32(),
                l.GetProperty("backordered").GetInt32(), l.GetProperty("unitPrice").GetDecimal(), l.GetProperty("total").GetDecimal()))
            .ShouldBe([(first, 5, 3, 2, 10.25m, 51.25m), (second, 4, 4, 0, 2m, 8m)]);
        (await buyer.Get(placed.Location!)).Text.ShouldBe(placed.Text);

        var closed = await buyer.Get($"/api/baskets/{basket}");
        closed["status"].GetString().ShouldBe("ordered");
        (await buyer.Post($"/api/baskets/{basket}/lines", new { sku = first, quantity = 1 })).Code.ShouldBe("baskets.ordered");
    }

    [Fact]
    public async Task A_stranger_finds_neither_basket_nor_order()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var stranger = await (await portal.NewAccount()).NewBuyer();
        var basket = await buyer.NewBasket((await portal.NewProduct(), 1));

        (await stranger.Order(basket)).Status.ShouldBe(404);
        var placed = await buyer.Placed(basket);
        (await stranger.Order(basket)).Status.ShouldBe(404);
        (await stranger.Get("/api/orders/" + placed.Number())).Status.ShouldBe(404);
        (await stranger.Post($"/api/orders/{placed.Number()}/copy")).Status.ShouldBe(404);
        (await stranger.Total()).ShouldBe(0);
    }

    [Fact]
    public async Task Who_lacks_the_privilege_is_refused()
    {
        var account = await portal.NewAccount();
        var onlooker = await (await account.NewUser("baskets.edit")).SignIn();
        var basket = await onlooker.NewBasket((await portal.NewProduct(), 1));

        (await onlooker.Order(basket)).Status.ShouldBe(403);
        (await onlooker.Get("/api/orders")).Status.ShouldBe(403);
        (await portal.Anonymous.Order(basket)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_public_basket_of_another_may_be_seen_not_ordered()
    {
        var account = await portal.NewAccount();
        var (maker, other) = (await account.NewBuyer(), await account.NewBuyer());
        var basket = await maker.NewBasket("public", (await portal.NewProduct(), 1));

        (await other.Order(basket)).Code.ShouldBe("ordering.basket_not_yours");
        (await other.Total()).ShouldBe(0);
    }

    [Fact]
    public async Task An_empty_basket_is_refused()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();

        var refused = await buyer.Order(await buyer.NewBasket());

        (refused.Status, refused.Code).ShouldBe((409, "ordering.basket_empty"));
    }

    [Fact]
    public async Task Every_faulty_field_is_named()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var basket = await buyer.NewBasket((await portal.NewProduct(), 1));

        var refused = await buyer.Order(basket, new
        {
            purchaseOrderNumber = new string('9', 36),
            shipTo = new { name = "a\u0000b", line1 = "", city = "X", postalCode = "1", country = "Chile" },
        });
        refused.Status.ShouldBe(400);
        refused.Fields.ShouldBe(["purchaseOrderNumber", "shipTo.name", "shipTo.line1", "shipTo.country"], ignoreOrder: true);

        (await buyer.Order(basket, new { })).Fields.ShouldBe(["purchaseOrderNumber", "shipTo"], ignoreOrder: true);
        (await buyer.Order(basket, Api.Text("{\"purchaseOrderNumber\": \"P"))).Code.ShouldBe("request.malformed_json");
        (await buyer.Get($"/api/baskets/{basket}"))["status"].GetString().ShouldBe("active");
    }

    [Fact]
    public async Task A_shared_basket_is_ordered_only_as_it_was_seen()
    {
        var account = await portal.NewAccount();
        var (one, two) = (await account.NewBuyer(), await account.NewBuyer());
        var basket = await one.NewBasket("shared", (await portal.NewProduct(), 1));
        var seen = (await two.Get($"/api/baskets/{basket}")).ETag!;
        await one.Post($"/api/baskets/{basket}/lines", new { sku = await portal.NewProduct(), quantity = 1 });

        (await two.Order(basket)).Status.ShouldBe(428);
        var stale = await two.Order(basket, null, ("If-Match", seen));
        (stale.Status, stale.Code).ShouldBe((412, "ordering.basket_changed"));
        var now = stale["current"].GetProperty("version").GetInt64();
        (await two.Order(basket, null, ("If-Match", $"\"{now}\""))).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_private_baskets_version_is_checked_when_it_is_named()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var basket = await buyer.NewBasket((await portal.NewProduct(), 1));

        (await buyer.Order(basket, null, ("If-Match", "\"99\""))).Status.ShouldBe(412);
        (await buyer.Order(basket)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_changed_price_is_told_and_must_be_confirmed()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var sku = await portal.NewProduct(10m);
        var basket = await buyer.NewBasket((sku, 3));
        await portal.SetPrice(sku, 12m);

        var told = await buyer.Order(basket, Shop.Body(), ("Idempotency-Key", "k"));
        (told.Status, told.Code).ShouldBe((409, "ordering.price_changed"));
        told["current"].GetProperty("total").GetDecimal().ShouldBe(36m);
        var change = told["current"].GetProperty("changes")[0];
        (change.GetProperty("sku").GetString(), change.GetProperty("was").GetDecimal(), change.GetProperty("now").GetDecimal())
            .ShouldBe((sku, 10m, 12m));

        (await buyer.Order(basket, Shop.Body(confirmedTotal: 30m))).Code.ShouldBe("ordering.price_changed");
        var placed = await buyer.Placed(basket, Shop.Body(confirmedTotal: 36m), ("Idempotency-Key", "k"));
        placed["total"].GetDecimal().ShouldBe(36m);
        placed["lines"][0].GetProperty("unitPrice").GetDecimal().ShouldBe(12m);
    }

    [Fact]
    public async Task What_is_sold_no_more_is_named()
    {
        var buyer = await (await portal.NewAccount(certifications: "NET-EXPERT")).NewBuyer();
        var (gone, locked) = (await portal.NewProduct(), await portal.NewProduct());
        var basket = await buyer.NewBasket((gone, 1), (locked, 1), (await portal.NewProduct(), 1));
        await portal.Portal.Db.Execute("DELETE FROM catalog.products WHERE sku = @gone", new { gone });
        await portal.Portal.Db.Execute("UPDATE catalog.products SET required_certification = 'STORAGE' WHERE sku = @locked", new { locked });

        var refused = await buyer.Order(basket);

        (refused.Status, refused.Code).ShouldBe((409, "ordering.not_orderable"));
        refused["current"].GetProperty("lines").EnumerateArray()
            .Select(l => (l.GetProperty("sku").GetString(), l.GetProperty("reason").GetString()))
            .ShouldBe([(gone, "notSold"), (locked, "certificationMissing")]);
    }
}
