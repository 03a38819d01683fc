using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Identity;

/// <summary>The audit trail on the page of the thing that it tells of.</summary>
public sealed class HistoryTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_order_placed_on_behalf_says_so_on_its_page_to_those_who_may_see_the_trail()
    {
        var account = await portal.NewAccount();
        var sku = await portal.NewProduct(5m);
        var staff = await portal.NewStaff();
        (await staff.ActFor(account.Id)).Status.ShouldBe(200);
        var number = (await staff.Placed(await staff.NewBasket((sku, 2)), Shop.Body("PO-BEHALF"))).Number();
        using var boss = new Browser(portal.Portal, await (await account.NewAdministrator()).SignIn());
        using var buyer = new Browser(portal.Portal, await account.NewBuyer());

        var seen = await boss.Open("/orders/" + number);

        seen.Html.ShouldContain("id=\"history\"");
        seen.Text.ShouldContain("On behalf " + Acting.Reason);
        seen.Text.ShouldContain("Purchase order number: now: PO-BEHALF");
        (await buyer.Open("/orders/" + number)).Html.ShouldNotContain("id=\"history\"");
    }

    [Fact]
    public async Task A_collaborators_page_tells_what_changed_and_turns_its_pages()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser("orders.view");
        var boss = await (await account.NewAdministrator()).SignIn();
        foreach (var n in Enumerable.Range(0, 11))
            (await boss.Grant(user.Id, n % 2 == 0 ? "orders.place" : "orders.view")).Status.ShouldBe(200);
        using var browser = new Browser(portal.Portal, boss);

        var first = await browser.Open($"/collaborators/{user.Id}");
        first.Text.ShouldContain("Permissions: before: Order status → now: Place orders");
        first.Html.ShouldContain("history=2#history");
        var second = await browser.Open($"/collaborators/{user.Id}?history=2");
        second.Html.ShouldContain("Newer");
        second.Html.Split("<ul class=\"differences\">").Length.ShouldBe(2);
        (await browser.Open($"/collaborators/{user.Id}?history=banana")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_price_list_tells_each_rule_that_came_and_went()
    {
        var staff = await portal.NewStaff();
        var code = $"H{Guid.NewGuid():N}"[..12].ToUpperInvariant();
        object List(string name, int percent) => new
        {
            name, rules = new[] { new { vendor = "Acme", steps = new[] { new { from = 1, percentOff = percent } } } }, accounts = Array.Empty<Guid>(),
        };
        var made = await staff.Put($"/api/catalog/price-lists/{code}", List("Spring", 10));
        made.Status.ShouldBeOneOf([200, 201], made.Text);
        var changed = await staff.Put($"/api/catalog/price-lists/{code}", List("Summer", 12), ("If-Match", made.ETag!));
        changed.Status.ShouldBe(200, changed.Text);

        using var browser = new Browser(portal.Portal, staff);
        var page = await browser.Open($"/catalog/price-lists/{code}");

        page.Text.ShouldContain("Name: before: Spring → now: Summer");
        page.Text[page.Text.IndexOf("Price rules", StringComparison.Ordinal)..].ShouldContain("before: steps from 1, percentOff 10, vendor Acme → now: steps from 1, percentOff 12, vendor Acme");
    }
}
