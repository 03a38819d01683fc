using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Identity;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Billing;

/// <summary>"Tipos de pago": a card is a token, and its number nowhere.</summary>
public sealed class PaymentMethodTests(Payments payments) : IClassFixture<Payments>
{
    private TestPortal Portal => payments.Portal;

    [Fact]
    public async Task A_card_is_added_shown_made_default_and_removed()
    {
        var account = await Portal.NewAccount(country: "CL");
        var boss = await (await account.NewUser("payment_types.manage")).SignIn();
        var setup = await payments.Setup(Payments.Good);

        var added = await boss.Post("/api/payment-methods", new { kind = "card", setup });
        added.Status.ShouldBe(201, added.Text);
        (added["brand"].GetString(), added["last4"].GetString(), added["holder"].GetString(), added["isDefault"].GetBoolean(), added["isExpired"].GetBoolean())
            .ShouldBe(("Visa", "4242", "Ana Contreras", true, false));
        (await boss.Post("/api/payment-methods", new { kind = "card", setup })).Id.ShouldBe(added.Id);
        var terms = await boss.Post("/api/payment-methods", new { kind = "terms" });
        terms.Status.ShouldBe(201, terms.Text);
        (await boss.Post("/api/payment-methods", new { kind = "terms" })).ShouldBeRefused(409, "billing.kind_exists", "kind");
        (await boss.Put($"/api/payment-methods/{terms.Id}/default"))["isDefault"].GetBoolean().ShouldBeTrue();

        var list = await boss.Get("/api/payment-methods");
        list["items"].EnumerateArray().Select(m => (m.GetProperty("kind").GetString(), m.GetProperty("isDefault").GetBoolean())).ShouldBe([("terms", true), ("card", false)]);
        list["canAdd"].EnumerateArray().Select(k => k.GetString()).ShouldBe(["card", "transfer"]);
        (await boss.Delete($"/api/payment-methods/{added.Id}")).Status.ShouldBe(204);
        (await boss.Delete($"/api/payment-methods/{added.Id}")).ShouldBeRefused(404, "billing.payment_method_unknown");
        (await account.Audited($"payment-method/{added.Id}")).Select(a => a.Action).ShouldBe(["billing.payment_method_added", "billing.payment_method_removed"]);
    }

    [Fact]
    public async Task The_list_is_paged_sorted_filtered_and_downloaded()
    {
        var account = await Portal.NewAccount(country: "CL");
        var boss = await (await account.NewAdministrator()).SignIn();
        (await boss.Post("/api/payment-methods", new { kind = "transfer" })).Status.ShouldBe(201);
        (await boss.Post("/api/payment-methods", new { kind = "terms" })).Status.ShouldBe(201);
        await payments.NewCard(boss);
        async Task<string> Kinds(string query)
        {
            var list = await boss.Get("/api/payment-methods" + query);
            list.Status.ShouldBe(200, list.Text);
            return string.Join(" ", list["items"].EnumerateArray().Select(m => m.GetProperty("kind").GetString()).Prepend($"{list["total"].GetInt32()}"));
        }

        (await Kinds("")).ShouldBe("3 transfer terms card");
        (await Kinds("?sort=-type")).ShouldBe("3 transfer terms card");
        (await Kinds("?sort=type")).ShouldBe("3 card terms transfer");
        (await Kinds("?size=2&page=2")).ShouldBe("3 card");
        (await Kinds("?kind=card")).ShouldBe("1 card");
        (await boss.Get("/api/payment-methods?sort=token")).ShouldBeRefused(400, "request.invalid", "sort");
        (await boss.Get("/api/payment-methods?kind=cash")).ShouldBeRefused(400, "request.invalid", "kind");
        var file = (await boss.Get("/api/payment-methods/export?format=csv&kind=card")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        file.Length.ShouldBe(2);
        file[1].ShouldContain("Visa •••• 4242,Ana Contreras,");
        using var browser = new Browser(Portal, boss);
        var page = await browser.Open("/payment-methods?size=25");
        page.Html.ShouldContain("sort=expiry");
        page.Html.ShouldContain("/payment-methods/download?");
        (await browser.Open("/payment-methods/download?kind=&format=xlsx")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task No_card_number_is_taken_or_kept()
    {
        var account = await Portal.NewAccount();
        var boss = await (await account.NewAdministrator()).SignIn();
        await payments.NewCard(boss);

        (await boss.Post("/api/payment-methods", new { kind = "card", number = "4242424242424242" })).ShouldBeRefused(400, "request.invalid", "setup");
        (await boss.Post("/api/payment-methods", new { kind = "card", setup = "4242424242424242" })).ShouldBeRefused(400, "billing.setup_unknown", "setup");
        foreach (var table in new[] { "billing.payment_methods", "billing.test_cards", "platform.audit", "platform.idempotency" })
            (await Portal.Db.One<long>($"SELECT count(*) FROM {table} t WHERE t::text LIKE '%4242424242%'")).ShouldBe(0, table);
        (await Portal.Db.One<long>("SELECT count(*) FROM billing.payment_methods WHERE token LIKE 'card\\_%'")).ShouldBe(0, "tokens are sealed");
    }

    [Fact]
    public async Task What_a_company_can_pay_by_follows_its_kind_and_country()
    {
        var home = await (await (await Portal.NewAccount("home")).NewAdministrator()).SignIn();
        (await home.Post("/api/payment-methods", new { kind = "terms" })).ShouldBeRefused(409, "billing.kind_unavailable", "kind");
        (await home.Post("/api/payment-methods", new { kind = "transfer" })).ShouldBeRefused(409, "billing.kind_unavailable", "kind");
        (await home.Post("/api/payment-methods", new { kind = "cash" })).ShouldBeRefused(400, "request.invalid", "kind");
        var brazil = await (await (await Portal.NewAccount(country: "BR")).NewAdministrator()).SignIn();
        (await brazil.Post("/api/payment-methods", new { kind = "transfer" })).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Buyers_see_them_and_strangers_find_nothing()
    {
        var account = await Portal.NewAccount();
        var card = await payments.NewCard(await (await account.NewAdministrator()).SignIn());
        var buyer = await account.NewBuyer();
        var stranger = await (await (await Portal.NewAccount()).NewAdministrator()).SignIn();
        (await buyer.Get("/api/payment-methods"))["items"].GetArrayLength().ShouldBe(1);
        (await buyer.Delete($"/api/payment-methods/{card}")).ShouldBeRefused(403, "request.privilege_missing");
        (await buyer.Post("/api/payment-methods", new { kind = "terms" })).Status.ShouldBe(403);
        (await stranger.Get("/api/payment-methods"))["items"].GetArrayLength().ShouldBe(0);
        (await stranger.Put($"/api/payment-methods/{card}/default")).Status.ShouldBe(404);
        (await stranger.Delete($"/api/payment-methods/{card}")).Status.ShouldBe(404);
        (await stranger.Order(await payments.NewBasket(stranger), Payments.Order(card))).ShouldBeRefused(404, "ordering.payment_type_unknown", "paymentMethodId");
    }

    [Fact]
    public async Task An_expired_card_is_marked_and_pays_for_nothing()
    {
        var boss = await (await (await Portal.NewAccount()).NewAdministrator()).SignIn();
        var card = await payments.NewCard(boss);
        await Portal.Db.Execute("UPDATE billing.payment_methods SET expiry_year = 2020, expiry_month = 1 WHERE id = @card", new { card });
        (await boss.Get("/api/payment-methods"))["items"][0].GetProperty("isExpired").GetBoolean().ShouldBeTrue();
        using var browser = new Browser(Portal, boss);
        (await browser.Open("/payment-methods")).Text.ShouldContain("Expired");
        (await boss.Order(await payments.NewBasket(boss), Payments.Order(card))).ShouldBeRefused(409, "ordering.payment_type_expired", "paymentMethodId");
    }

    [Theory]
    [InlineData("12/20", "123", "expired_card")]
    [InlineData("12/40", "1", "invalid_cvc")]
    [InlineData("12/40", "12345", "invalid_cvc")]
    [InlineData("12/40", "abc", "invalid_cvc")]
    [InlineData("13/40", "123", "invalid_card")]
    public async Task The_provider_takes_no_card_that_no_bank_would(string expiry, string cvc, string error)
    {
        var refused = await Portal.Anonymous.Post("/test-payments/setups", new { number = Payments.Good, expiry, holder = "Ana", cvc });
        (refused.Status, refused["error"].GetString()).ShouldBe((400, error));

        using var browser = new Browser(Portal, await (await (await Portal.NewAccount()).NewAdministrator()).SignIn());
        var page = await browser.Open("/test-payments/card?return=%2F");
        page.Html.ShouldContain("css/lists.");
        page.Html.ShouldContain("rel=\"icon\"");
        var again = await browser.Send(
            "/test-payments/card",
            Filled(page, Payments.Good).Where(f => f.Item1 is not ("Expiry" or "Cvc")).Concat([("Expiry", expiry), ("Cvc", cvc)]));
        again.Status.ShouldBe(400);
        again.Html.ShouldMatch($"id=\"f-{(error == "invalid_cvc" ? "cvc" : "expiry")}\"[^>]*aria-invalid=\"true\"");
    }

    [Fact]
    public async Task A_card_that_has_expired_since_its_set_up_is_not_added()
    {
        var boss = await (await (await Portal.NewAccount()).NewAdministrator()).SignIn();
        var setup = await payments.Setup(Payments.Good);
        await Portal.Db.Execute("UPDATE billing.test_cards SET expiry_year = 2020 WHERE setup = @setup", new { setup });
        (await boss.Post("/api/payment-methods", new { kind = "card", setup })).ShouldBeRefused(400, "billing.card_expired", "setup");
    }

    [Fact]
    public async Task The_pages_lead_to_the_provider_and_back()
    {
        var account = await Portal.NewAccount(country: "CL");
        var boss = await (await account.NewAdministrator()).SignIn();
        using var browser = new Browser(Portal, boss);
        (await browser.Open("/payment-methods")).Text.ShouldContain("No payment types yet");
        var away = await browser.Open("/payment-methods/card");
        away.Location!.ShouldStartWith("/test-payments/card?return=");

        var provider = await browser.Open(away.Location!);
        var refused = await browser.Send("/test-payments/card", Filled(provider, "4242 4242 4242 4241"));
        refused.Status.ShouldBe(400);
        refused.Html.ShouldNotContain("4242 4242 4242 4241");
        var back = await browser.Send("/test-payments/card", Filled(refused, Payments.Good));
        back.Location!.ShouldStartWith("/payment-methods/card-added?state=");
        var twice = await Task.WhenAll(browser.Open(back.Location!), browser.Open(back.Location!));
        twice.Select(t => t.Location).Distinct().ShouldBe(["/payment-methods"]);
        var page = await browser.Open("/payment-methods");
        page.Text.ShouldContain("Visa •••• 4242");
        (await boss.Get("/api/payment-methods"))["items"].GetArrayLength().ShouldBe(1);

        (await browser.Send("/payment-methods/kinds", page.Form("/payment-methods/kinds"))).Location.ShouldBe("/payment-methods");
        (await browser.Open("/payment-methods")).Text.ShouldContain("On account");

        using var other = new Browser(Portal, await (await Portal.NewAccount()).NewAdministrator().ContinueWith(u => u.Result.SignIn()).Unwrap());
        await other.Open(back.Location!);
        (await other.Open("/payment-methods")).Text.ShouldContain("No payment types yet");
    }

    [Fact]
    public async Task Without_the_configuration_there_is_no_test_provider()
    {
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase());
        (await own.Anonymous.Post("/test-payments/setups", new { number = "4242424242424242", expiry = "12/40" })).Status.ShouldBeOneOf(404, 405);
        var boss = await (await (await own.NewAccount()).NewAdministrator()).SignIn();
        (await boss.Post("/api/payment-methods", new { kind = "card", setup = "x" })).ShouldBeRefused(409, "billing.no_provider", "kind");
    }

    private static IEnumerable<(string, string)> Filled(Browser.Page page, string number) =>
        page.Form("/test-payments/card").Where(f => f.Name is not ("Number" or "Expiry" or "Holder" or "Cvc"))
            .Concat([("Number", number), ("Expiry", "12/40"), ("Holder", "Ana"), ("Cvc", "123")]);
}
