using System.Text.Json;

namespace Modular.IntegrationTests.Catalog;

public sealed class PricesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_visitor_sees_the_retail_price_and_a_member_the_accounts_own()
    {
        var (staff, sku) = await Product();
        var account = await portal.NewAccount();
        await Save(staff, [account.Id], new { steps = new object[] { new { from = 1, percentOff = 10 }, new { from = 50, percentOff = 12.5 } } });
        var member = await (await account.NewUser()).SignIn();

        var seen = await portal.Anonymous.Get($"/api/products/{sku}");
        seen["price"].GetDecimal().ShouldBe(100);
        seen["explanation"].GetProperty("reason").GetProperty("rule").GetString().ShouldBe("retail");

        var own = await member.Get($"/api/products/{sku}");
        (own["price"].GetDecimal(), own["retailPrice"].GetDecimal(), own["currency"].GetString()).ShouldBe((90m, 100m, "USD"));
        own["breaks"].EnumerateArray().Select(b => (b.GetProperty("from").GetInt32(), b.GetProperty("unitPrice").GetDecimal())).ShouldBe([(1, 90m), (50, 87.5m)]);
        own["explanation"].GetProperty("text").GetString()!.ShouldContain("10 % off the retail price (all products)");
        (await member.Get($"/api/products?q={sku}"))["items"][0].GetProperty("price").GetDecimal().ShouldBe(90);
    }

    [Fact]
    public async Task A_price_is_explained_in_the_callers_language()
    {
        var (_, sku) = await Product();
        var seen = await portal.Anonymous.Get($"/api/products/{sku}", ("Accept-Language", "es-CL"));
        seen["explanation"].GetProperty("text").GetString().ShouldBe("Precio de lista");
    }

    [Fact]
    public async Task Where_visitors_see_no_prices_there_are_none_in_any_answer()
    {
        var (_, sku) = await Product();
        await using var discreet = await TestPortal.Start(portal.Portal.ConnectionString, "Silo:Shared=true", "Catalog:VisitorPrices=none");
        var product = await discreet.Anonymous.Get($"/api/products/{sku}");
        product.Status.ShouldBe(200);
        foreach (var member in new[] { "price", "retailPrice", "breaks", "explanation" }) product[member].ValueKind.ShouldBe(JsonValueKind.Null, member);
        var found = (await discreet.Anonymous.Get($"/api/products?q={sku}"))["items"][0];
        (found.GetProperty("price").ValueKind, found.GetProperty("retailPrice").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));

        var member2 = await (await (await portal.NewAccount()).NewUser()).SignIn(discreet);
        (await member2.Get($"/api/products/{sku}"))["price"].GetDecimal().ShouldBe(100);
    }

    [Fact]
    public async Task A_product_says_whether_its_certification_is_held()
    {
        var (_, sku) = await Product(certification: "NET-EXPERT");
        async Task<bool> Held(params string[] certifications)
        {
            var member = await (await (await portal.NewAccount(certifications: certifications)).NewUser()).SignIn();
            var product = await member.Get($"/api/products/{sku}");
            product["requiredCertification"].GetString().ShouldBe("NET-EXPERT");
            return product["certificationHeld"].GetBoolean();
        }

        (await Held("NET-EXPERT")).ShouldBeTrue();
        (await Held("CLOUD-PRO")).ShouldBeFalse();
        (await Held()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_product_says_what_is_where()
    {
        var staff = await portal.NewStaff();
        var sku = PriceUpload.NewPrefix();
        await staff.Import(
            $"sku,vendor_part_number,vendor,description,category,retail_price,currency,stock:MIA,incoming:MIA,incoming_date:MIA,stock:SCL\n{sku},P,V,D,C,1,USD,3,40,2026-10-01,0\n");
        var product = await staff.Get($"/api/products/{sku.ToLowerInvariant()}");
        product["available"].GetInt32().ShouldBe(3);
        var place = product["availability"].EnumerateArray().Single();
        (place.GetProperty("warehouse").GetString(), place.GetProperty("available").GetInt32(), place.GetProperty("incoming").GetInt32(), place.GetProperty("incomingDate").GetString())
            .ShouldBe(("MIA", 3, 40, "2026-10-01"));
    }

    [Fact]
    public async Task An_unknown_product_is_not_found()
    {
        var missing = await portal.Anonymous.Get("/api/products/NO-SUCH-SKU");
        (missing.Status, missing.Code).ShouldBe((404, "catalog.product_unknown"));
    }

    [Fact]
    public async Task Other_hosts_show_new_prices_within_two_seconds()
    {
        var (staff, sku) = await Product();
        var account = await portal.NewAccount();
        var user = await account.NewUser();
        await using var other = await TestPortal.Start(portal.Portal.ConnectionString, "Silo:Shared=true");
        var there = await user.SignIn(other);
        async Task<decimal> Price() => (await there.Get($"/api/products/{sku}"))["price"].GetDecimal();
        (await Price()).ShouldBe(100);

        await Save(staff, [account.Id], new { steps = new[] { new { from = 1, percentOff = 50 } } });
        await Becomes(Price, 50);
        await staff.ImportRows(PriceUpload.Row(sku, price: 80));
        await Becomes(Price, 40);
    }

    private static async Task Becomes(Func<Task<decimal>> price, decimal expected)
    {
        var deadline = DateTime.UtcNow.AddSeconds(2);
        while (await price() != expected && DateTime.UtcNow < deadline) await Task.Delay(20);
        (await price()).ShouldBe(expected);
    }

    private async Task<(Api Staff, string Sku)> Product(string certification = "")
    {
        var staff = await portal.NewStaff();
        var sku = PriceUpload.NewPrefix();
        (await staff.ImportRows(PriceUpload.Row(sku, certification: certification))).Status.ShouldBe(201);
        return (staff, sku);
    }

    private static async Task Save(Api staff, Guid[] accounts, params object[] rules)
    {
        var saved = await staff.Put($"/api/catalog/price-lists/{PriceUpload.NewPrefix()}", new { name = "List", accounts, rules });
        saved.Status.ShouldBe(201, saved.Text);
    }
}
