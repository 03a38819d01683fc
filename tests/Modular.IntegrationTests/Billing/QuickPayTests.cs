using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Identity;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Billing;

/// <summary>"Pago rápido": a basket is ordered in one step.</summary>
public sealed class QuickPayTests(Payments payments) : IClassFixture<Payments>
{
    private TestPortal Portal => payments.Portal;

    [Fact]
    public async Task A_profile_is_kept_changed_and_removed()
    {
        var (account, boss) = await NewBoss();
        var entry = await Entry(boss);
        var made = await boss.Post("/api/quick-pay-profiles", entry("Bodega"), ("Idempotency-Key", "p"));

        made.Status.ShouldBe(201, made.Text);
        made["isUsable"].GetBoolean().ShouldBeTrue();
        made["payment"].GetString().ShouldBe("Visa •••• 4242");
        (await boss.Post("/api/quick-pay-profiles", entry("bodega"))).ShouldBeRefused(409, "ordering.profile_exists", "name");
        var changed = await boss.Put($"/api/quick-pay-profiles/{made.Id}", entry("Central"), ("If-Match", made.ETag!));
        changed.Status.ShouldBe(200, changed.Text);
        (await boss.Put($"/api/quick-pay-profiles/{made.Id}", entry("Late"), ("If-Match", made.ETag!))).ShouldBeRefused(412, "ordering.profile_changed");
        (await boss.Post("/api/quick-pay-profiles", new { })).Fields.ShouldBe(["name", "shipToAddressId", "paymentMethodId"], ignoreOrder: true);
        (await boss.Post("/api/quick-pay-profiles", new { name = "X", shipToAddressId = Guid.NewGuid(), paymentMethodId = Guid.NewGuid() }))
            .ShouldBeRefused(404, "ordering.address_unknown", "shipToAddressId");

        var stranger = (await NewBoss()).Boss;
        (await stranger.Get($"/api/quick-pay-profiles/{made.Id}")).ShouldBeRefused(404, "ordering.profile_unknown");
        (await stranger.Put($"/api/quick-pay-profiles/{made.Id}", entry("Y"))).Status.ShouldBe(404);
        (await stranger.Delete($"/api/quick-pay-profiles/{made.Id}")).Status.ShouldBe(404);
        var buyer = await account.NewBuyer();
        (await buyer.Get("/api/quick-pay-profiles"))["total"].GetInt32().ShouldBe(1);
        (await buyer.Delete($"/api/quick-pay-profiles/{made.Id}")).ShouldBeRefused(403, "request.privilege_missing");
        (await boss.Delete($"/api/quick-pay-profiles/{made.Id}")).Status.ShouldBe(204);
        (await account.Audited($"quick-pay-profile/{made.Id}")).Select(a => a.Action)
            .ShouldBe(["ordering.quick_pay_added", "ordering.quick_pay_changed", "ordering.quick_pay_removed"]);
    }

    [Fact]
    public async Task One_request_orders_a_basket_with_a_profile()
    {
        var (account, boss) = await NewBoss();
        var profile = (await boss.Post("/api/quick-pay-profiles", (await Entry(boss))("Bodega"))).Id;
        var buyer = await account.NewBuyer();
        var basketId = await payments.NewBasket(buyer);

        (await buyer.Post("/api/orders", new { basketId, quickPayProfileId = profile })).ShouldBeRefused(400, "ordering.purchase_order_missing", "purchaseOrderNumber");
        var placed = await buyer.Post("/api/orders", new { basketId, quickPayProfileId = profile, purchaseOrderNumber = "PO-7" }, ("Idempotency-Key", "q"));

        placed.Status.ShouldBe(201, placed.Text);
        placed["shipTo"].GetProperty("name").GetString().ShouldBe("Bodega Sur");
        placed["billTo"].GetProperty("name").GetString().ShouldBe("Bodega Sur");
        placed["payment"].GetProperty("label").GetString().ShouldBe("Visa •••• 4242");
        placed["shipComplete"].GetBoolean().ShouldBeTrue();
        (await buyer.Get(placed.Location!)).Text.ShouldBe(placed.Text);
        (await payments.Held(basketId)).ShouldBe(["authorized"]);
        (await buyer.Post("/api/orders", new { basketId, quickPayProfileId = Guid.NewGuid(), purchaseOrderNumber = "PO" })).Code.ShouldBe("ordering.ordered_already");
        (await buyer.Post("/api/orders", new { basketId = await payments.NewBasket(buyer), quickPayProfileId = Guid.NewGuid(), purchaseOrderNumber = "PO" }))
            .ShouldBeRefused(404, "ordering.profile_unknown", "quickPayProfileId");
    }

    [Fact]
    public async Task The_baskets_button_orders_once_however_often_it_is_clicked()
    {
        var (_, boss) = await NewBoss();
        await boss.Post("/api/quick-pay-profiles", (await Entry(boss))("Bodega"));
        using var browser = new Browser(Portal, boss);
        var basket = await payments.NewBasket(boss);
        await boss.Patch($"/api/baskets/{basket}", new { purchaseOrderNumber = "PO-9" });
        var page = await browser.Open($"/baskets/{basket}");
        var form = page.Form($"/baskets/{basket}/quick-pay");

        var clicks = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => browser.Send($"/baskets/{basket}/quick-pay", form)));

        clicks.Select(c => c.Location).Distinct().ShouldHaveSingleItem()!.ShouldContain("?placed=1");
        (await boss.Total()).ShouldBe(1);
        (await payments.Held(basket)).ShouldBe(["authorized"]);
    }

    [Fact]
    public async Task What_is_in_the_way_is_shown_in_the_checkout_with_the_profile_filled_in()
    {
        var (_, boss) = await NewBoss();
        var profile = (await boss.Post("/api/quick-pay-profiles", (await Entry(boss, Payments.Declined))("Bodega"))).Id;
        using var browser = new Browser(Portal, boss);
        var basket = await payments.NewBasket(boss);
        await boss.Patch($"/api/baskets/{basket}", new { purchaseOrderNumber = "PO-9" });
        var page = await browser.Open($"/baskets/{basket}");

        var refused = await browser.Send($"/baskets/{basket}/quick-pay", page.Form($"/baskets/{basket}/quick-pay"));

        refused.Location.ShouldBe($"/baskets/{basket}/checkout?profile={profile}&refused=ordering.payment_declined&reason=do_not_honor");
        var checkout = await browser.Open(refused.Location!);
        checkout.Text.ShouldContain("The payment was declined by the bank.");
        checkout.Html.ShouldContain("href=\"#f-paymentmethodid\"");
        (await browser.Open(refused.Location! + "x")).Text.ShouldContain("The payment was declined. The basket is as it was");
        (await browser.Open($"/baskets/{basket}/checkout?refused=identity.locked")).Text.ShouldNotContain("Please correct the following");
        checkout.Fields("order")["Form.PaymentMethodId"].ShouldNotBeNullOrEmpty();
        var again = await browser.Submit(checkout, "order", ("Form.PaymentMethodId", ""));
        again.Status.ShouldBe(302, again.Text);
    }

    [Fact]
    public async Task A_missing_purchase_order_number_is_asked_for_at_its_field()
    {
        var (_, boss) = await NewBoss();
        await boss.Post("/api/quick-pay-profiles", (await Entry(boss))("Bodega"));
        using var browser = new Browser(Portal, boss, "es");
        var basket = await payments.NewBasket(boss);
        var page = await browser.Open($"/baskets/{basket}");

        var refused = await browser.Send($"/baskets/{basket}/quick-pay", page.Form($"/baskets/{basket}/quick-pay"));

        var checkout = await browser.Open(refused.Location!);
        checkout.Text.ShouldContain("Número de orden de compra: Escriba su número de orden de compra o asigne uno a la canasta.");
        checkout.Html.ShouldContain("href=\"#f-purchaseordernumber\"");
        checkout.Html.ShouldMatch("id=\"f-purchaseordernumber\"[^>]*aria-invalid=\"true\"");
    }

    [Fact]
    public async Task A_profile_whose_card_is_gone_says_so_and_offers_nothing()
    {
        var (_, boss) = await NewBoss();
        var made = await boss.Post("/api/quick-pay-profiles", (await Entry(boss))("Bodega"));
        await boss.Delete($"/api/payment-methods/{(await boss.Get("/api/payment-methods"))["items"][0].GetProperty("id").GetGuid()}");
        using var browser = new Browser(Portal, boss);
        (await browser.Open("/quick-pay")).Text.ShouldContain("No longer there");
        var basket = await payments.NewBasket(boss);
        (await browser.Open($"/baskets/{basket}")).Html.ShouldNotContain($"/baskets/{basket}/quick-pay");
        (await boss.Get($"/api/quick-pay-profiles/{made.Id}"))["isUsable"].GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task The_pages_do_the_same()
    {
        var (_, boss) = await NewBoss();
        await Entry(boss);
        using var browser = new Browser(Portal, boss);
        (await browser.Open("/quick-pay")).Text.ShouldContain("No profiles yet");
        var form = await browser.Open("/quick-pay/new");
        (await browser.Submit(form, "quick-pay", ("Form.Name", "Uno"))).Status.ShouldBe(400);
        var address = (await boss.Get("/api/addresses"))["items"][0].GetProperty("id").GetString();
        var card = (await boss.Get("/api/payment-methods"))["items"][0].GetProperty("id").GetString();
        (await browser.Submit(form, "quick-pay", ("Form.Name", "Uno"), ("Form.ShipToAddressId", address), ("Form.PaymentMethodId", card))).Status.ShouldBe(302);
        var id = (await boss.Get("/api/quick-pay-profiles"))["items"].EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid();
        var page = await browser.Open($"/quick-pay/{id}");
        (await browser.Submit(page, "quick-pay", ("Form.Name", "Dos"))).Status.ShouldBe(302);
        var list = await browser.Open("/quick-pay");
        list.Text.ShouldContain("Dos");
        (await browser.Send($"/quick-pay/{id}/removal", list.Form($"/quick-pay/{id}/removal"))).Status.ShouldBe(302);
        (await boss.Get("/api/quick-pay-profiles"))["total"].GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_switched_off_feature_takes_no_profile_and_no_card()
    {
        var (account, boss) = await NewBoss();
        var profile = (await boss.Post("/api/quick-pay-profiles", (await Entry(boss))("Bodega"))).Id;
        var staff = await Portal.NewStaff();
        foreach (var feature in new[] { "quick_pay", "payment_types" })
            (await staff.Put($"/api/features/{feature}/switch", new { accountId = account.Id, on = false })).Status.ShouldBe(204);
        var basketId = await payments.NewBasket(boss);
        (await boss.Post("/api/orders", new { basketId, quickPayProfileId = profile, purchaseOrderNumber = "PO" })).ShouldBeRefused(403, "request.feature_off");
        (await boss.Order(basketId, Payments.Order(Guid.NewGuid()))).ShouldBeRefused(403, "request.feature_off");
        (await boss.Order(basketId)).Status.ShouldBe(201);
    }

    private async Task<(TestAccount Account, Api Boss)> NewBoss()
    {
        var account = await Portal.NewAccount();
        return (account, await (await account.NewAdministrator()).SignIn());
    }

    /// <summary>Makes an address and a card; profiles of both by name.</summary>
    private async Task<Func<string, object>> Entry(Api boss, string number = Payments.Good)
    {
        var address = await boss.Post("/api/addresses", new
        {
            name = "Bodega Sur", line1 = "Av. 2", city = "Santiago", postalCode = "7500000", country = "CL", kinds = new[] { "shipTo", "billTo" },
        });
        address.Status.ShouldBe(201, address.Text);
        var card = await payments.NewCard(boss, number);
        return name => new { name, shipToAddressId = address.Id, billToAddressId = address.Id, paymentMethodId = card, shipComplete = true };
    }
}
