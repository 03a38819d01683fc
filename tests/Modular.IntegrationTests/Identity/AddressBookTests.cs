using System.Text.Json;
using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Identity;

/// <summary>"Libreta de direcciones".</summary>
public sealed class AddressBookTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static object Entry(string name = "Bodega Sur", string[]? kinds = null, string[]? defaultFor = null, string city = "Santiago", string country = "CL") => new
    {
        name, attention = "Rosa", line1 = "Av. Providencia 1", city, region = country == "US" ? "FL" : "RM", postalCode = country == "US" ? "33101" : "7500000",
        country, phone = "+56 2 2345 6789", kinds = kinds ?? ["shipTo"], defaultFor,
    };

    [Fact]
    public async Task An_address_is_written_down_seen_changed_and_removed()
    {
        var account = await portal.NewAccount();
        var api = await (await account.NewUser("addresses.manage")).SignIn();

        var made = await api.Post("/api/addresses", Entry(), ("Idempotency-Key", "one"));

        made.Status.ShouldBe(201, made.Text);
        made.Location.ShouldBe($"/api/addresses/{made.Id}");
        made.ETag.ShouldNotBeNull();
        Strings(made["kinds"]).ShouldBe(["shipTo"]);
        Strings(made["defaultFor"]).ShouldBe(["shipTo"]);
        (made["attention"].GetString(), made["phone"].GetString()).ShouldBe(("Rosa", "+56 2 2345 6789"));
        (await api.Post("/api/addresses", Entry(), ("Idempotency-Key", "one"))).Id.ShouldBe(made.Id);

        var changed = await api.Put($"/api/addresses/{made.Id}", Entry("Bodega Norte", ["shipTo", "billTo"]), ("If-Match", made.ETag!));
        changed.Status.ShouldBe(200, changed.Text);
        changed["name"].GetString().ShouldBe("Bodega Norte");
        Strings(changed["defaultFor"]).ShouldBe(["shipTo", "billTo"]);
        var stale = await api.Put($"/api/addresses/{made.Id}", Entry("Bodega Este"), ("If-Match", made.ETag!));
        stale.ShouldBeRefused(412, "identity.address_changed");
        stale["current"].GetProperty("name").GetString().ShouldBe("Bodega Norte");
        (await api.Delete($"/api/addresses/{made.Id}", ("If-Match", made.ETag!))).ShouldBeRefused(412, "identity.address_changed");

        (await api.Delete($"/api/addresses/{made.Id}")).Status.ShouldBe(204);
        (await api.Get($"/api/addresses/{made.Id}")).ShouldBeRefused(404, "identity.address_unknown");
        (await account.Audited($"address/{made.Id}")).Select(t => t.Action)
            .ShouldBe(["identity.address_added", "identity.address_changed", "identity.address_removed"]);
    }

    [Fact]
    public async Task Each_kind_has_one_default_however_many_ask_at_once()
    {
        var account = await portal.NewAccount();
        var api = await (await account.NewAdministrator()).SignIn();
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => api.Post("/api/addresses", Entry($"Place {n}", ["shipTo", "billTo"], ["shipTo"]))));
        made.Select(m => m.Status).Distinct().ShouldBe([201]);

        var set = await Task.WhenAll(made.Select(m => api.Put($"/api/addresses/{m.Id}/default", new { kind = "billTo" })));

        set.Select(s => s.Status).Distinct().ShouldBe([200]);
        var now = (await api.Get("/api/addresses?size=50"))["items"].EnumerateArray().SelectMany(a => Strings(a.GetProperty("defaultFor"))).ToArray();
        now.Order().ShouldBe(["billTo", "shipTo"]);
        var other = await api.Post("/api/addresses", Entry("Only bills", ["billTo"]));
        Strings(other["defaultFor"]).ShouldBeEmpty();
        (await api.Put($"/api/addresses/{other.Id}/default", new { kind = "shipTo" })).ShouldBeRefused(409, "identity.address_of_other_kind", "kind");
        (await api.Put($"/api/addresses/{other.Id}/default", new { kind = "x" })).ShouldBeRefused(400, "request.invalid", "kind");
        (await api.Put($"/api/addresses/{made[0].Id}", Entry("No longer", ["billTo"], []))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Each_faulty_field_is_named()
    {
        var api = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();

        var refused = await api.Post("/api/addresses", new
        {
            line1 = "", city = "Miami", postalCode = "750", country = "US", phone = "no", kinds = new[] { "shipTo" }, defaultFor = new[] { "billTo" },
        });

        refused.Status.ShouldBe(400);
        refused.Fields.ShouldBe(["name", "line1", "region", "postalCode", "phone", "defaultFor"], ignoreOrder: true);
        (await api.Post("/api/addresses", new { })).Fields.ShouldContain("kinds");
        (await api.Post("/api/addresses", Entry(kinds: ["home"]))).Fields.ShouldContain("kinds");
    }

    [Fact]
    public async Task The_book_is_filtered_sorted_and_downloaded()
    {
        var api = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        await api.Post("/api/addresses", Entry("Zeta", ["billTo"]));
        await api.Post("/api/addresses", Entry("Alfa", city: "Valparaíso"));
        await api.Post("/api/addresses", Entry("Miami Hub", country: "US", city: "Miami"));

        (await Names(api, "")).ShouldBe(["Alfa", "Miami Hub", "Zeta"]);
        (await Names(api, "?sort=-name")).ShouldBe(["Zeta", "Miami Hub", "Alfa"]);
        (await Names(api, "?kind=billTo")).ShouldBe(["Zeta"]);
        (await Names(api, "?country=US")).ShouldBe(["Miami Hub"]);
        (await Names(api, "?q=valpara")).ShouldBe(["Alfa"]);
        (await Names(api, "?page=2&size=2")).ShouldBe(["Zeta"]);
        (await api.Get("/api/addresses?kind=x&country=ZZ&sort=phone")).Fields.ShouldBe(["kind", "country", "sort"], ignoreOrder: true);
        var file = await api.Get("/api/addresses/export?format=csv&country=US");
        file.Text.ShouldContain("Miami Hub");
        file.Text.ShouldNotContain("Alfa");
    }

    [Fact]
    public async Task Who_orders_sees_the_book_and_does_not_change_it_and_a_stranger_sees_nothing()
    {
        var account = await portal.NewAccount();
        var api = await (await account.NewAdministrator()).SignIn();
        var made = await api.Post("/api/addresses", Entry());
        var buyer = await account.NewBuyer();
        var stranger = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        var nobody = await (await account.NewUser("orders.view")).SignIn();

        (await buyer.Get($"/api/addresses/{made.Id}")).Status.ShouldBe(200);
        (await buyer.Put($"/api/addresses/{made.Id}", Entry())).ShouldBeRefused(403, "request.privilege_missing");
        (await buyer.Delete($"/api/addresses/{made.Id}")).Status.ShouldBe(403);
        (await nobody.Get("/api/addresses")).Status.ShouldBe(403);
        (await stranger.Get($"/api/addresses/{made.Id}")).ShouldBeRefused(404, "identity.address_unknown");
        (await stranger.Put($"/api/addresses/{made.Id}", Entry())).Status.ShouldBe(404);
        (await stranger.Put($"/api/addresses/{made.Id}/default", new { kind = "shipTo" })).Status.ShouldBe(404);
        (await stranger.Delete($"/api/addresses/{made.Id}")).Status.ShouldBe(404);
        (await Names(stranger, "")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_pages_do_the_same()
    {
        var account = await portal.NewAccount(country: "CL");
        var api = await (await account.NewAdministrator()).SignIn();
        using var browser = new Browser(portal.Portal, api);
        (await browser.Open("/addresses")).Text.ShouldContain("No addresses yet");

        var form = await browser.Open("/addresses/new");
        form.Fields("new-address")["Form.Country"].ShouldBe("CL");
        var refused = await browser.Submit(form, "new-address", ("Form.Name", "Bodega"), ("Form.Line1", "Av. 1"), ("Form.City", "Santiago"), ("Form.PostalCode", "75"));
        refused.Status.ShouldBe(400);
        refused.Html.ShouldContain("href=\"#f-postalcode\"");
        refused.Fields("new-address")["Form.Name"].ShouldBe("Bodega");
        var added = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => browser.Submit(refused, "new-address", ("Form.PostalCode", "7500000"))));
        added.Select(a => (a.Status, a.Location)).Distinct().ShouldBe([(302, "/addresses")]);

        var item = (await api.Get("/api/addresses"))["items"].EnumerateArray().ShouldHaveSingleItem();
        var page = await browser.Open($"/addresses/{item.GetProperty("id").GetGuid()}");
        (await browser.Submit(page, "address", ("Form.Name", "Bodega 2"), ("Form.BillTo", "true"))).Status.ShouldBe(302);
        var late = await browser.Submit(page, "address", ("Form.Name", "Bodega 3"));
        late.Status.ShouldBe(412);
        late.Fields("address")["Form.Name"].ShouldBe("Bodega 3");
        (await browser.Submit(late, "address")).Status.ShouldBe(302);
        var removal = (await browser.Open(page.Path)).Form(page.Path + "/removal");
        (await browser.Send(page.Path + "/removal", removal)).Status.ShouldBe(302);
        (await browser.Open("/addresses")).Text.ShouldContain("No addresses yet");
    }

    private static async Task<string?[]> Names(Api api, string query) =>
        [.. (await api.Get("/api/addresses" + query))["items"].EnumerateArray().Select(a => a.GetProperty("name").GetString())];

    private static string?[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString())];
}
