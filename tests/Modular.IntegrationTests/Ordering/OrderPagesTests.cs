namespace Modular.IntegrationTests.Ordering;

public sealed class OrderPagesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly (string, string?)[] Address =
        [("Form.PurchaseOrderNumber", "PO-9"), ("Form.Line1", "Av. 1"), ("Form.City", "Santiago"), ("Form.PostalCode", "7500000"), ("Form.Country", "CL")];

    [Fact]
    public async Task A_basket_is_ordered_by_its_form_and_a_double_click_makes_one_order()
    {
        var buyer = await (await portal.NewAccount(country: "CL")).NewBuyer();
        using var browser = new Browser(portal.Portal, buyer);
        var basket = await buyer.NewBasket((await portal.NewProduct(onHand: 2), 3));

        var page = await browser.Open($"/baskets/{basket}/checkout");
        page.Status.ShouldBe(200, page.Text);
        page.Text.ShouldContain("2 now, 1 backordered");
        page.Fields("order")["Form.Country"].ShouldBe("CL");
        var sent = await Task.WhenAll(browser.Submit(page, "order", Address), browser.Submit(page, "order", Address));
        var again = await browser.Submit(page, "order", Address);

        var number = (await buyer.Get("/api/orders"))["items"][0].GetProperty("number").GetString();
        sent.Append(again).Select(s => (s.Status, s.Location)).Distinct().ShouldBe([(302, $"/orders/{number}?placed=1")]);
        (await buyer.Total()).ShouldBe(1);
        var confirmation = await browser.Open(again.Location!);
        confirmation.Status.ShouldBe(200);
        confirmation.Text.ShouldContain($"Your order {number} is placed");
        confirmation.Text.ShouldContain("follow when they arrive: 1");
    }

    [Fact]
    public async Task What_was_typed_is_kept_when_something_is_missing()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        using var browser = new Browser(portal.Portal, buyer);
        var page = await browser.Open($"/baskets/{await buyer.NewBasket((await portal.NewProduct(), 1))}/checkout");

        var refused = await browser.Submit(page, "order", ("Form.PurchaseOrderNumber", "PO <1>"), ("Form.City", ""), ("Form.ShipComplete", "true"));

        refused.Status.ShouldBe(400);
        refused.Html.ShouldContain("href=\"#f-city\"");
        var kept = refused.Fields("order");
        (kept["Form.PurchaseOrderNumber"], kept["Form.ShipComplete"]).ShouldBe(("PO <1>", "true"));
        kept["Form.Key"].ShouldBe(page.Fields("order")["Form.Key"]);
        (await browser.Submit(refused, "order", Address)).Status.ShouldBe(302);
    }

    [Fact]
    public async Task A_changed_price_is_shown_and_ordered_only_when_agreed()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        using var browser = new Browser(portal.Portal, buyer);
        var sku = await portal.NewProduct(10m);
        var page = await browser.Open($"/baskets/{await buyer.NewBasket((sku, 2))}/checkout");
        await portal.SetPrice(sku, 1234.5m);

        var told = await browser.Submit(page, "order", Address);
        told.Status.ShouldBe(409);
        told.Text.ShouldContain("was 10.00");
        told.Text.ShouldContain("I agree to the new total of USD 2,469.00");
        var placed = await browser.Submit(told, "order", ("Form.Agreed", "true"));

        placed.Status.ShouldBe(302, placed.Text);
        (await buyer.Get("/api/orders"))["items"][0].GetProperty("total").GetDecimal().ShouldBe(2469m);
    }

    [Fact]
    public async Task Somebody_elses_change_is_shown_before_it_is_ordered()
    {
        var account = await portal.NewAccount();
        var (one, two) = (await account.NewBuyer(), await account.NewBuyer());
        using var browser = new Browser(portal.Portal, two);
        var basket = await one.NewBasket("shared", (await portal.NewProduct(), 1));
        var page = await browser.Open($"/baskets/{basket}/checkout");
        var added = await portal.NewProduct();
        await one.Post($"/api/baskets/{basket}/lines", new { sku = added, quantity = 1 });

        var stale = await browser.Submit(page, "order", Address);

        stale.Status.ShouldBe(412);
        stale.Text.ShouldContain(added);
        (await browser.Submit(stale, "order")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task An_ordered_baskets_checkout_leads_to_its_order()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        using var browser = new Browser(portal.Portal, buyer);
        var basket = await buyer.NewBasket((await portal.NewProduct(), 1));
        var page = await browser.Open($"/baskets/{basket}/checkout");
        var number = (await buyer.Placed(basket)).Number();

        (await browser.Open(page.Path)).Html.ShouldContain($"href=\"/orders/{number}\"");
        var late = await browser.Submit(page, "order", Address);
        late.Status.ShouldBe(409);
        late.Html.ShouldContain($"href=\"/orders/{number}\"");
    }

    [Fact]
    public async Task Orders_are_listed_filtered_downloaded_and_ordered_again()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        using var browser = new Browser(portal.Portal, buyer);
        (await browser.Open("/orders")).Text.ShouldContain("No orders yet");
        var placed = await buyer.Placed(await buyer.NewBasket((await portal.NewProduct(), 2)), Shop.Body("PO-42"));

        var list = await browser.Open("/orders?q=po-42&status=placed&from=&to=");
        list.Html.ShouldContain($"href=\"/orders/{placed.Number()}\"");
        list.Html.ShouldContain("/orders/download?q=po-42&amp;status=placed&amp;from=&amp;to=&amp;format=csv");
        (await browser.Open("/orders/download?q=po-42&status=placed&from=&to=&format=csv")).Html.ShouldContain(placed.Number());
        (await browser.Open("/orders?q=nothing")).Text.ShouldContain("No orders match");
        (await browser.Open("/orders?size=1000")).Status.ShouldBe(400);

        var order = await browser.Open($"/orders/{placed.Number()}");
        order.Text.ShouldContain("PO-42");
        var copied = await browser.Submit(order, "again", ("Form.Name", "Second try"));
        copied.Status.ShouldBe(302, copied.Text);
        (await buyer.Get("/api" + copied.Location))["name"].GetString().ShouldBe("Second try");
    }

    [Fact]
    public async Task What_is_not_the_callers_is_not_there()
    {
        var stranger = await (await portal.NewAccount()).NewBuyer();
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var basket = await buyer.NewBasket((await portal.NewProduct(), 1));
        using var browser = new Browser(portal.Portal, stranger);

        (await browser.Open($"/baskets/{basket}/checkout")).Status.ShouldBe(404);
        (await browser.Open("/orders/" + (await buyer.Placed(basket)).Number())).Status.ShouldBe(404);
    }
}
