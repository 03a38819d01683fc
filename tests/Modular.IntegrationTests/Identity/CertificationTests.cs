using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Identity;

/// <summary>What an account is certified for decides what it may buy, until the last day.</summary>
public sealed class CertificationTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static string In(int days) => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Staff_grants_extends_and_revokes_and_the_catalogue_knows_at_once()
    {
        var (staff, account, code, sku) = (await portal.NewStaff(), await portal.NewAccount(), NewCode(), "");
        sku = await portal.NewProduct(certification: code);
        var buyer = await account.NewBuyer();
        var basket = await buyer.NewBasket();
        async Task<Answer> Add() => await buyer.Post($"/api/baskets/{basket}/lines", new { sku, quantity = 1 });
        (await Add()).ShouldBeRefused(403, "baskets.certification_missing", "sku");

        var granted = await staff.Put($"/api/accounts/{account.Id}/certifications/{code}", new { validUntil = In(10) });
        granted.Status.ShouldBe(200, granted.Text);
        (granted["code"].GetString(), granted["validUntil"].GetString(), granted["status"].GetString()).ShouldBe((code, In(10), "expiring"));
        (await Add()).Status.ShouldBe(201);
        (await staff.Put($"/api/accounts/{account.Id}/certifications/{code}", new { validUntil = (string?)null }))["status"].GetString().ShouldBe("valid");
        var seen = await staff.Get($"/api/accounts/{account.Id}/certifications");
        seen["items"].EnumerateArray().ShouldHaveSingleItem().GetProperty("validUntil").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        seen["known"].EnumerateArray().Select(k => k.GetString()).ShouldContain(code);

        (await staff.Delete($"/api/accounts/{account.Id}/certifications/{code}")).Status.ShouldBe(204);
        (await staff.Delete($"/api/accounts/{account.Id}/certifications/{code}")).ShouldBeRefused(404, "identity.certification_not_held");
        (await Add()).Status.ShouldBe(403);
        (await account.Audited($"certification/{code}")).Select(a => a.Action)
            .ShouldBe(["identity.certification_granted", "identity.certification_granted", "identity.certification_revoked"]);
    }

    [Fact]
    public async Task An_expired_certification_refuses_adding_and_says_so()
    {
        var clock = new AdvancedTime();
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase(), clock);
        var (account, code) = (await own.NewAccount(), NewCode());
        var sku = await own.NewProduct(certification: code);
        var lastDay = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1);
        await own.Db.Execute(
            "INSERT INTO identity.account_certifications (account_id, code, valid_until) VALUES (@Id, @code, @lastDay)", new { account.Id, code, lastDay });
        var user = await account.NewUser(Shop.Buyer);
        var buyer = await user.SignIn();
        var basket = await buyer.NewBasket();
        (await buyer.Post($"/api/baskets/{basket}/lines", new { sku, quantity = 1 })).Status.ShouldBe(201);

        clock.By = TimeSpan.FromDays(2);
        buyer = await user.SignIn();

        var refused = await buyer.Post($"/api/baskets/{basket}/lines", new { sku, quantity = 1 });
        refused.ShouldBeRefused(403, "baskets.certification_expired", "sku");
        refused["detail"].GetString()!.ShouldContain(lastDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        (await buyer.Order(basket)).ShouldBeRefused(409, "ordering.not_orderable");
        (await buyer.Get("/api/account"))["certifications"][0].GetProperty("status").GetString().ShouldBe("expired");
        using var browser = new Browser(own, buyer);
        (await browser.Open($"/products/{sku}")).Text.ShouldContain("expired: its last day was");
        (await browser.Open("/company")).Text.ShouldContain("Expired");
    }

    [Fact]
    public async Task Only_what_products_ask_for_is_granted_to_an_account_that_is_there()
    {
        var (staff, account, code) = (await portal.NewStaff(), await portal.NewAccount(), NewCode());
        (await staff.Put($"/api/accounts/{account.Id}/certifications/{code}", new { })).ShouldBeRefused(400, "identity.certification_unknown", "code");
        await portal.NewProduct(certification: code);
        (await staff.Put($"/api/accounts/{account.Id}/certifications/{code}", new { validUntil = In(-1) })).ShouldBeRefused(400, "identity.certification_over", "validUntil");
        (await staff.Put($"/api/accounts/{Guid.NewGuid()}/certifications/{code}", new { })).ShouldBeRefused(404, "identity.no_such_account");
        var administrator = await (await account.NewAdministrator()).SignIn();
        (await administrator.Put($"/api/accounts/{account.Id}/certifications/{code}", new { })).ShouldBeRefused(403, "request.privilege_missing");
        (await administrator.Get("/api/account"))["certifications"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_staffs_page_does_the_same()
    {
        var (account, code) = (await portal.NewAccount(), NewCode());
        await portal.NewProduct(certification: code);
        using var browser = new Browser(portal.Portal, await portal.NewStaff());
        (await browser.Open($"/certifications?q={account.Name}")).Html.ShouldContain($"/certifications/{account.Id}");
        var page = await browser.Open($"/certifications/{account.Id}");

        var refused = await browser.Submit(page, "certification", ("Form.Code", code), ("Form.ValidUntil", In(-1)));
        refused.Status.ShouldBe(400);
        refused.Fields("certification")["Form.ValidUntil"].ShouldBe(In(-1));
        (await browser.Submit(refused, "certification", ("Form.Code", code), ("Form.ValidUntil", In(100)))).Status.ShouldBe(302);
        var shown = await browser.Open(page.Path);
        shown.Text.ShouldContain(code);
        (await browser.Send(page.Path + "/removal", shown.Form(page.Path + "/removal"))).Status.ShouldBe(302);
        (await browser.Open(page.Path)).Text.ShouldContain("The account holds no certification");
    }

    private static string NewCode() => $"C-{Guid.NewGuid():N}"[..20].ToUpperInvariant();
}
