using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Ordering;

/// <summary>"Revenda": lists over several accounts of one user, and never over one that they may not see.</summary>
public sealed class ConsolidatedTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task All_accounts_where_one_may_see_orders_are_listed_together_or_one_by_one()
    {
        var (user, api, home, other) = await TwoAccounts();
        var (here, there) = (await Order(home), await Order(other));

        (await Numbers(api, "")).ShouldBe([here]);
        (await Numbers(api, "?account=consolidated")).ShouldBe([there, here]);
        (await Numbers(api, "?account=consolidated&sort=number&size=1&page=2")).ShouldBe([there]);
        (await Numbers(api, $"?account={other.Id}")).ShouldBe([there]);
        (await Numbers(api, $"?account={home.Id}")).ShouldBe([here]);
        (await Numbers(api, "?account=consolidated&q=" + there)).ShouldBe([there]);
        var listed = (await api.Get("/api/orders?account=consolidated"))["items"][0];
        listed.GetProperty("accountName").GetString().ShouldBe(other.Name);
        (await api.Get("/api/orders?account=consolidated"))["total"].GetInt32().ShouldBe(2);
        var csv = await api.Get("/api/orders/export?format=csv&account=consolidated", ("Accept-Language", "pt-BR"));
        csv.Text.TrimStart('\uFEFF').ShouldStartWith("Revenda,");
        csv.Text.ShouldContain(other.Name);
        _ = user;
    }

    [Fact]
    public async Task An_account_without_the_privilege_without_being_active_or_without_a_needed_second_factor_is_not_among_them()
    {
        var (user, api, home, other) = await TwoAccounts();
        await Order(home);
        await Order(other);
        var stranger = await portal.NewAccount();
        (await api.Get($"/api/orders?account={stranger.Id}")).ShouldBeRefused(404, "request.reseller_unknown", "account");
        (await api.Get("/api/orders?account=all")).ShouldBeRefused(404, "request.reseller_unknown", "account");
        foreach (var (change, back) in new[]
        {
            ("UPDATE identity.memberships SET privileges = '{baskets.edit}' WHERE user_id = @user AND account_id = @account", "privileges = '{orders.view}'"),
            ("UPDATE identity.memberships SET status = 'inactive' WHERE user_id = @user AND account_id = @account", "status = 'active'"),
            ("UPDATE identity.accounts SET requires_second_factor = true WHERE id = @account", "role = 'member'"),
        })
        {
            var args = new { user = user.Id, account = other.Id };
            await portal.Portal.Db.Execute(change, args);
            (await api.Get("/api/orders?account=consolidated"))["total"].GetInt32().ShouldBe(1, change);
            (await api.Get($"/api/orders?account={other.Id}")).ShouldBeRefused(404, "request.reseller_unknown", "account");
            (await api.Get($"/api/orders/export?format=csv&account={other.Id}")).Status.ShouldBe(404);
            await portal.Portal.Db.Execute($"UPDATE identity.memberships SET {back} WHERE user_id = @user AND account_id = @account", args);
        }
    }

    [Fact]
    public async Task An_account_for_which_orders_are_switched_off_is_not_among_them()
    {
        var (_, api, home, other) = await TwoAccounts();
        await Order(home);
        await Order(other);
        var staff = await portal.NewStaff();
        (await staff.Put("/api/features/orders/switch", new { accountId = other.Id, on = false })).Status.ShouldBeInRange(200, 204);
        (await api.Get("/api/orders?account=consolidated"))["total"].GetInt32().ShouldBe(1);
        (await api.Get($"/api/orders?account={other.Id}")).ShouldBeRefused(404, "request.reseller_unknown", "account");
        (await api.Get($"/api/baskets?account={other.Id}")).Status.ShouldBe(200);
        (await staff.Put("/api/features/baskets/switch", new { accountId = other.Id, on = false })).Status.ShouldBeInRange(200, 204);
        (await api.Get($"/api/baskets?account={other.Id}")).ShouldBeRefused(404, "request.reseller_unknown", "account");
    }

    [Fact]
    public async Task Baskets_too_and_only_those_that_one_may_see_there()
    {
        var (user, api, _, other) = await TwoAccounts("baskets.edit");
        var colleague = await other.NewBuyer();
        await colleague.NewBasket("private", name: "Hidden");
        var shared = await colleague.NewBasket("shared", name: "Seen");
        var mine = await api.NewBasket();

        var company = await api.Get("/api/baskets?view=company&account=consolidated");
        company["items"].EnumerateArray().Select(b => b.GetProperty("id").GetGuid()).ShouldBe([shared]);
        company["items"][0].GetProperty("accountName").GetString().ShouldBe(other.Name);
        (await api.Get("/api/baskets?account=consolidated"))["items"].EnumerateArray().Select(b => b.GetProperty("id").GetGuid()).ShouldBe([mine]);
        (await api.Get($"/api/baskets?account={Guid.NewGuid()}")).ShouldBeRefused(404, "request.reseller_unknown", "account");
        (await api.Get("/api/baskets/export?format=csv&view=company&account=consolidated")).Text.ShouldContain("Seen");
        _ = user;
    }

    [Fact]
    public async Task The_pages_offer_it_to_those_with_several_accounts_and_a_row_of_another_switches_there()
    {
        var (_, api, home, other) = await TwoAccounts("orders.view", "baskets.edit");
        var (here, there) = (await Order(home), await Order(other));
        using var browser = new Browser(portal.Portal, api);
        (await browser.Open("/")).Text.ShouldContain("1 New orders placed");
        var all = await browser.Open("/?account=consolidated");
        all.Text.ShouldContain("2 New orders placed");
        all.Html.ShouldContain("/orders?status=placed&amp;account=consolidated");

        var list = await browser.Open("/orders?account=consolidated");

        list.Text.ShouldContain("Reseller Consolidated");
        list.Text.ShouldContain(other.Name);
        list.Html.ShouldContain($"href=\"/orders/{here}\"");
        list.Html.ShouldNotContain($"href=\"/orders/{there}\"");
        var row = list.Form("/session/account");
        var token = row.First(f => f.Name == "__RequestVerificationToken");
        var opened = await browser.Send("/session/account", [token, ("accountId", other.Id.ToString()), ("returnUrl", "/orders/" + there)]);
        opened.Location.ShouldBe("/orders/" + there);
        (await browser.Open("/orders/" + there)).Status.ShouldBe(200);
        (await browser.Open("/orders/" + here)).Status.ShouldBe(404);
        (await browser.Send("/session/account", [token, ("accountId", home.Id.ToString())])).Status.ShouldBe(400);
        (await browser.Open("/orders?account=nonsense")).Status.ShouldBe(400);

        using var single = new Browser(portal.Portal, await home.NewBuyer());
        (await single.Open("/orders")).Html.ShouldNotContain("name=\"account\"");
    }

    [Fact]
    public async Task A_page_of_the_account_before_gets_nothing_of_the_new_one_by_script()
    {
        var (_, api, home, other) = await TwoAccounts("baskets.edit");
        var basket = await (await other.NewBuyer()).NewBasket("shared");
        var cookie = ("Cookie", "modular_session=" + api.Http.DefaultRequestHeaders.Authorization!.Parameter);
        (string, string) Made(TestAccount account) => ("Modular-Account", account.Id.ToString("N"));
        (await portal.Anonymous.Get("/baskets", cookie, Made(home), ("HX-Request", "true"))).Status.ShouldBe(200);
        (await api.Put("/api/session/account", new { accountId = other.Id })).Status.ShouldBe(200);

        var stale = await portal.Anonymous.Get($"/baskets/{basket}", cookie, Made(home), ("HX-Request", "true"));

        stale.Status.ShouldBe(409);
        stale.Headers["Modular-Account-Changed"].ShouldBe("true");
        stale.Text.ShouldNotContain("Branch office");
        (await portal.Anonymous.Get($"/baskets/{basket}", cookie, Made(other), ("HX-Request", "true"))).Status.ShouldBe(200);
    }

    private async Task<(TestUser User, Api Api, TestAccount Home, TestAccount Other)> TwoAccounts(params string[] privileges)
    {
        var (home, other) = (await portal.NewAccount(), await portal.NewAccount());
        var held = privileges.Length == 0 ? ["orders.view"] : privileges;
        var user = await home.NewUser(held);
        await other.Join(user, held);
        return (user, await user.SignIn(), home, other);
    }

    private async Task<string> Order(TestAccount account)
    {
        var buyer = await account.NewBuyer();
        return (await buyer.Placed(await buyer.NewBasket((await portal.NewProduct(), 1)))).Number();
    }

    private static async Task<string?[]> Numbers(Api api, string query)
    {
        var found = await api.Get("/api/orders" + query);
        found.Status.ShouldBe(200, found.Text);
        return [.. found["items"].EnumerateArray().Select(o => o.GetProperty("number").GetString())];
    }
}
