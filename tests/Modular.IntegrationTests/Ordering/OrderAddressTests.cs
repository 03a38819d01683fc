using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Ordering;

/// <summary>An order goes to an address of the book, or adds one to it, and keeps a copy.</summary>
public sealed class OrderAddressTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly object Address = new
    {
        name = "Bodega Sur", attention = "Rosa", line1 = "Av. 2", city = "Santiago", region = "RM", postalCode = "7500000", country = "CL", phone = "+56 2 2345 6789",
        kinds = new[] { "shipTo" },
    };

    [Fact]
    public async Task An_order_keeps_what_the_book_said_when_it_was_placed()
    {
        var account = await portal.NewAccount();
        var (buyer, boss) = (await account.NewBuyer(), await (await account.NewAdministrator()).SignIn());
        var entry = await boss.Post("/api/addresses", Address);

        var placed = await buyer.Placed(await Basket(buyer), new { purchaseOrderNumber = "PO-1", addressId = entry.Id });
        (await boss.Delete($"/api/addresses/{entry.Id}")).Status.ShouldBe(204);

        var shipTo = (await buyer.Get($"/api/orders/{placed.Number()}"))["shipTo"];
        (shipTo.GetProperty("name").GetString(), shipTo.GetProperty("attention").GetString(), shipTo.GetProperty("phone").GetString())
            .ShouldBe(("Bodega Sur", "Rosa", "+56 2 2345 6789"));
        (await buyer.Order(await Basket(buyer), new { purchaseOrderNumber = "PO-1", addressId = entry.Id })).ShouldBeRefused(404, "ordering.address_unknown", "addressId");
    }

    [Fact]
    public async Task Another_accounts_address_and_one_to_bill_to_are_not_found()
    {
        var account = await portal.NewAccount();
        var boss = await (await account.NewAdministrator()).SignIn();
        var stranger = await (await portal.NewAccount()).NewBuyer();
        var entry = await boss.Post("/api/addresses", Address);
        (await stranger.Order(await Basket(stranger), new { purchaseOrderNumber = "PO-1", addressId = entry.Id })).ShouldBeRefused(404, "ordering.address_unknown", "addressId");
        (await boss.Order(await Basket(boss), new { purchaseOrderNumber = "PO-1", addressId = entry.Id, shipTo = Shop.ShipTo })).Fields.ShouldBe(["addressId"]);
    }

    [Fact]
    public async Task A_typed_address_is_saved_once_and_only_by_who_may()
    {
        var account = await portal.NewAccount();
        var (buyer, boss) = (await account.NewBuyer(), await (await account.NewAdministrator()).SignIn());
        var body = new { purchaseOrderNumber = "PO-1", shipTo = Shop.ShipTo, saveAddress = true };

        (await buyer.Order(await Basket(buyer), body)).ShouldBeRefused(403, "request.privilege_missing");
        for (var n = 0; n < 2; n++) await boss.Placed(await Basket(boss), body);

        var saved = (await boss.Get("/api/addresses"))["items"].EnumerateArray().ShouldHaveSingleItem();
        saved.GetProperty("name").GetString().ShouldBe("Andes Sistemas");
        saved.GetProperty("defaultFor")[0].GetString().ShouldBe("shipTo");
    }

    [Fact]
    public async Task The_checkout_offers_the_book_with_its_default_chosen()
    {
        var account = await portal.NewAccount();
        var boss = await (await account.NewAdministrator()).SignIn();
        var entry = await boss.Post("/api/addresses", Address);
        using var browser = new Browser(portal.Portal, boss);

        var page = await browser.Open($"/baskets/{await Basket(boss)}/checkout");
        page.Fields("order")["Form.AddressId"].ShouldBe(entry.Id.ToString());
        var sent = await browser.Submit(page, "order", ("Form.PurchaseOrderNumber", "PO-2"));
        sent.Status.ShouldBe(302, sent.Text);
        (await browser.Open(sent.Location!)).Text.ShouldContain("Bodega Sur");

        for (var n = 0; n < 25; n++)
        {
            var added = await boss.Post("/api/addresses", new { name = $"Local {n:D2}", line1 = "Av. 3", city = "Santiago", postalCode = "7500000", country = "CL", kinds = new[] { "shipTo" } });
            added.Status.ShouldBe(201, added.Text);
        }

        var many = await browser.Open($"/baskets/{await Basket(boss)}/checkout");
        many.Html.ShouldNotContain("Local 24");
        var found = await browser.Submit(many, "order", ("Form.PurchaseOrderNumber", "PO-3"), ("Form.AddressSearch", "local 24"), ("Form.Find", "1"));
        found.Status.ShouldBe(200);
        found.Html.ShouldContain("Local 24");
        found.Fields("order")["Form.PurchaseOrderNumber"].ShouldBe("PO-3");
    }

    private async Task<Guid> Basket(Api buyer) => await buyer.NewBasket((await portal.NewProduct(), 1));
}
