namespace Modular.IntegrationTests.Catalog;

public sealed class PriceListTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly object[] TenOff = [new { steps = new[] { new { from = 1, percentOff = 10 } } }];

    [Fact]
    public async Task A_price_list_is_written_read_and_replaced()
    {
        var staff = await portal.NewStaff();
        var account = await portal.NewAccount();
        var path = "/api/catalog/price-lists/" + PriceUpload.NewPrefix();

        var made = await staff.Put(path, new
        {
            name = "Premier",
            accounts = new[] { account.Id },
            rules = new object[]
            {
                new { steps = new[] { new { from = 1, percentOff = 5 } } },
                new { category = "Networking>Switches", vendor = "Aurelink", steps = new[] { new { from = 1, percentOff = 8 }, new { from = 10, percentOff = 9 } } },
                new { sku = "abc-1", steps = new[] { new { from = 1, price = 99.5, currency = "usd" } } },
            },
        });
        made.Status.ShouldBe(201, made.Text);
        (made.Location, made.ETag).ShouldBe((path, "\"1\""));
        // As they win.
        made["rules"].EnumerateArray().Select(r => r.GetProperty("sku").GetString() ?? r.GetProperty("category").GetString()).ShouldBe(["ABC-1", "Networking > Switches", null]);
        made["rules"][1].GetProperty("steps").GetArrayLength().ShouldBe(2);
        made["accounts"][0].GetProperty("name").GetString().ShouldBe(account.Name);

        var replaced = await staff.Put(path, new { name = "Basic", rules = TenOff }, ("If-Match", made.ETag!));
        (replaced.Status, replaced.ETag).ShouldBe((200, "\"2\""));
        var seen = await staff.Get(path.ToLowerInvariant());
        (seen["name"].GetString(), seen["rules"].GetArrayLength(), seen["accounts"].GetArrayLength()).ShouldBe(("Basic", 1, 0));
    }

    [Fact]
    public async Task Nobody_overwrites_what_another_has_changed()
    {
        var staff = await portal.NewStaff();
        var path = "/api/catalog/price-lists/" + PriceUpload.NewPrefix();
        await staff.Put(path, new { name = "One", rules = TenOff });

        var blind = await staff.Put(path, new { name = "Two", rules = TenOff });
        (blind.Status, blind.Code).ShouldBe((428, "catalog.price_list_version_missing"));
        var stale = await staff.Put(path, new { name = "Two", rules = TenOff }, ("If-Match", "\"7\""));
        (stale.Status, stale.Code, stale["current"].GetProperty("name").GetString()).ShouldBe((412, "catalog.price_list_changed", "One"));
        (await staff.Put(path + "X", new { name = "Two", rules = TenOff }, ("If-Match", "\"1\""))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_account_that_joins_a_list_leaves_the_one_it_had()
    {
        var staff = await portal.NewStaff();
        var account = await portal.NewAccount();
        string first = "/api/catalog/price-lists/" + PriceUpload.NewPrefix(), second = "/api/catalog/price-lists/" + PriceUpload.NewPrefix();
        await staff.Put(first, new { name = "First", rules = TenOff, accounts = new[] { account.Id } });
        await staff.Put(second, new { name = "Second", rules = TenOff, accounts = new[] { account.Id } });
        (await staff.Get(first))["accounts"].GetArrayLength().ShouldBe(0);
        (await staff.Get(second))["accounts"].GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"N","rules":[{"steps":[]}]}""", "rules[0].steps")]
    [InlineData("""{"name":"N","rules":[{"steps":[{"from":5,"percentOff":1}]}]}""", "rules[0].steps")]
    [InlineData("""{"name":"N","rules":[{"steps":[{"from":1,"percentOff":1},{"from":1,"percentOff":2}]}]}""", "rules[0].steps")]
    [InlineData("""{"name":"N","rules":[{"steps":[{"from":1,"percentOff":101}]}]}""", "rules[0].steps[0]")]
    [InlineData("""{"name":"N","rules":[{"steps":[{"from":1}]}]}""", "rules[0].steps[0]")]
    [InlineData("""{"name":"N","rules":[{"steps":[{"from":1,"price":5,"currency":"USD"}]}]}""", "rules[0].steps[0]")]
    [InlineData("""{"name":"N","rules":[{"sku":"A","steps":[{"from":1,"price":5}]}]}""", "rules[0].steps[0]")]
    [InlineData("""{"name":"N","rules":[{"sku":"A","vendor":"V","steps":[{"from":1,"percentOff":1}]}]}""", "rules[0].sku")]
    [InlineData("""{"name":"N","rules":[{"vendor":"V","steps":[{"from":1,"percentOff":1}]},{"vendor":"v","steps":[{"from":1,"percentOff":2}]}]}""", "rules")]
    [InlineData("""{"name":"N","accounts":["0193a000-0000-7000-8000-00000000ffff"]}""", "accounts")]
    public async Task A_list_that_makes_no_sense_is_refused_with_its_field(string body, string field)
    {
        var staff = await portal.NewStaff();
        var refused = await staff.Put("/api/catalog/price-lists/" + PriceUpload.NewPrefix(), Api.Text(body));
        refused.Status.ShouldBe(400, refused.Text);
        refused.Fields.ShouldContain(field);
    }

    [Fact]
    public async Task Only_the_distributors_staff_see_and_write_price_lists()
    {
        var reseller = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await reseller.Get("/api/catalog/price-lists")).Status.ShouldBe(403);
        (await reseller.Put("/api/catalog/price-lists/X", new { name = "X" })).Status.ShouldBe(403);
        var staff = await portal.NewStaff();
        (await staff.Get("/api/catalog/price-lists?sort=-updatedAt")).Status.ShouldBe(200);
        (await staff.Get("/api/catalog/price-lists/NO-SUCH")).Code.ShouldBe("catalog.price_list_unknown");
    }
}
