using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

/// <summary>A user asks for a tool of the account; whoever manages its people decides.</summary>
public sealed class AccessRequestTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Who_is_approved_has_the_tools_privileges_at_once_and_both_are_told()
    {
        var (account, boss, user, api) = await Newcomer();
        (await api.Get("/api/orders")).Status.ShouldBe(403);

        var asked = await Ask(api);

        asked.Status.ShouldBe(201, asked.Text);
        asked.Location.ShouldBe($"/api/access-requests/{asked.Id}");
        (asked["status"].GetString(), asked["tool"].GetString()).ShouldBe(("waiting", "ordering"));
        (await api.Get(asked.Location!))["reason"].GetString().ShouldBe("I place the orders from now on");
        var told = (await account.Told("identity.ToolRequested")).ShouldHaveSingleItem();
        told.GetProperty("deciderIds").EnumerateArray().Select(d => d.GetGuid()).ShouldBe([boss.Id]);
        var manager = await boss.SignIn();
        (await manager.Get("/api/access-requests?status=waiting"))["items"][0].GetProperty("userName").GetString().ShouldBe(user.UserName);

        var decided = await manager.Put(
            $"/api/access-requests/{asked.Id}/decision", new { approve = true, privileges = new[] { "orders.view", "orders.place", "quick_pay.manage" } });

        (decided.Status, decided["status"].GetString(), decided["decidedBy"].GetString()).ShouldBe((200, "approved", boss.UserName));
        (await api.Get("/api/orders")).Status.ShouldBe(200);
        (await account.Told("identity.ToolDecided")).ShouldHaveSingleItem().GetProperty("isApproved").GetBoolean().ShouldBeTrue();
        (await account.Audited($"user/{user.Id}")).Select(r => r.Action).ShouldBe(["identity.access_asked", "identity.access_approved"]);
        (await account.Audited($"user/{user.Id}"))[1].After!.ShouldContain("orders.place");
        var tools = (await api.Get("/api/me/tools"))["items"].EnumerateArray().ToArray();
        tools.Single(t => t.GetProperty("tool").GetString() == "ordering").GetProperty("held").GetBoolean().ShouldBeTrue();
        tools.ShouldNotContain(t => t.GetProperty("tool").GetString() == "identity" || t.GetProperty("tool").GetString() == "catalog");
        (await Ask(api)).ShouldBeRefused(409, "identity.tool_held", "tool");
    }

    [Fact]
    public async Task Who_approves_chooses_what_is_granted_and_a_tool_is_held_by_what_it_is_for()
    {
        var (account, boss, user, api) = await Newcomer();
        var manager = await boss.SignIn();
        async Task<(bool Held, string Has)> Ordering()
        {
            var tool = (await api.Get("/api/me/tools"))["items"].EnumerateArray().Single(t => t.GetProperty("tool").GetString() == "ordering");
            return (tool.GetProperty("held").GetBoolean(), string.Join(" ", tool.GetProperty("has").EnumerateArray().Select(p => p.GetString())));
        }

        using var browser = new Browser(portal.Portal, api);
        var asked = await Ask(api);
        async Task<Answer> Grant(params string[] privileges) => await manager.Put($"/api/access-requests/{asked.Id}/decision", new { approve = true, privileges });
        (await Grant()).ShouldBeRefused(400, "request.invalid", "privileges");
        (await Grant("orders.view", "baskets.edit")).ShouldBeRefused(400, "identity.privilege_unknown", "privileges");
        (await Grant("orders.view")).Status.ShouldBe(200);
        (await Ordering()).ShouldBe((false, "orders.view"));
        (await browser.Open("/access")).Text.ShouldContain("Partly");

        asked = await Ask(api);
        (await Decide(manager, asked.Id, true)).Status.ShouldBe(200);
        (await Ordering()).ShouldBe((true, "orders.view orders.place"));
        (await account.Audited($"user/{user.Id}"))[^1].After!.ShouldNotContain("quick_pay.manage");
        var page = await browser.Open("/access");
        page.Text.ShouldContain("You have it");
        page.Text.ShouldContain("Without: ");
    }

    [Fact]
    public async Task Who_is_denied_learns_why_and_may_ask_again()
    {
        var (account, boss, _, api) = await Newcomer();
        var asked = await Ask(api);
        var manager = await boss.SignIn();
        (await Decide(manager, asked.Id, false)).ShouldBeRefused(400, "request.invalid", "reason");
        (await Decide(manager, asked.Id, null)).ShouldBeRefused(400, "request.invalid", "approve");

        (await Decide(manager, asked.Id, false, "Ask Ana first"))["status"].GetString().ShouldBe("denied");

        (await Decide(manager, asked.Id, true)).ShouldBeRefused(409, "identity.access_decided");
        (await api.Get("/api/orders")).Status.ShouldBe(403);
        (await api.Get(asked.Location!))["decisionReason"].GetString().ShouldBe("Ask Ana first");
        (await account.Told("identity.ToolDecided")).ShouldHaveSingleItem().GetProperty("reason").GetString().ShouldBe("Ask Ana first");
        (await Ask(api)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Asking_twice_is_refused_until_it_is_withdrawn()
    {
        var (_, boss, _, api) = await Newcomer();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Ask(api)));
        var asked = answers.Single(a => a.Status == 201);
        foreach (var other in answers.Where(a => a.Status != 201)) other.ShouldBeRefused(409, "identity.access_asked", "tool");
        (await Ask(api, "baskets")).Status.ShouldBe(201);

        (await api.Delete(asked.Location!)).Status.ShouldBe(204);
        (await api.Delete(asked.Location!)).ShouldBeRefused(409, "identity.access_decided");
        (await Decide(await boss.SignIn(), asked.Id, true)).ShouldBeRefused(409, "identity.access_decided");
        (await Ask(api)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_repeated_key_asks_once()
    {
        var (_, _, _, api) = await Newcomer();
        var first = await Ask(api, headers: BasketCalls.Key("once"));
        var again = await Ask(api, headers: BasketCalls.Key("once"));
        (again.Status, again.Id).ShouldBe((201, first.Id));
    }

    [Fact]
    public async Task Of_two_decisions_at_once_one_counts()
    {
        var (account, boss, _, api) = await Newcomer();
        var managers = new[] { await boss.SignIn(), await (await account.NewAdministrator()).SignIn() };
        var asked = await Ask(api);
        var answers = await Task.WhenAll(Decide(managers[0], asked.Id, true), Decide(managers[1], asked.Id, false, "No"));
        answers.Count(a => a.Status == 200).ShouldBe(1);
        answers.Single(a => a.Status != 200).ShouldBeRefused(409, "identity.access_decided");
        (await account.Told("identity.ToolDecided")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_decides_for_oneself_without_the_privilege_or_for_another_account()
    {
        var (account, _, user, api) = await Newcomer();
        var asked = await Ask(api);
        (await Decide(api, asked.Id, true)).ShouldBeRefused(403, "request.privilege_missing");
        var stranger = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await Decide(stranger, asked.Id, true)).ShouldBeRefused(404, "identity.access_request_unknown");
        (await stranger.Get(asked.Location!)).ShouldBeRefused(404, "identity.access_request_unknown");
        (await stranger.Delete(asked.Location!)).ShouldBeRefused(404, "identity.access_request_unknown");
        var colleague = await (await account.NewUser()).SignIn();
        (await colleague.Get(asked.Location!)).ShouldBeRefused(404, "identity.access_request_unknown");
        (await colleague.Delete(asked.Location!)).ShouldBeRefused(404, "identity.access_request_unknown");

        var manager = await account.NewUser("collaborators.manage");
        var own = await Ask(await manager.SignIn());
        (await Decide(await manager.SignIn(), own.Id, true)).ShouldBeRefused(403, "identity.own_privileges");
        (await Decide(await manager.SignIn(), asked.Id, true)).Status.ShouldBe(200);
        (await api.Get(own.Location!)).Status.ShouldBe(404);
        _ = user;
    }

    [Fact]
    public async Task Staff_acting_on_behalf_neither_asks_nor_decides()
    {
        var (account, _, _, api) = await Newcomer();
        var asked = await Ask(api);
        var staff = await portal.NewStaff();
        (await staff.ActFor(account.Id)).Status.ShouldBe(200);
        (await Decide(staff, asked.Id, true)).ShouldBeRefused(403, "request.not_on_behalf");
        (await Ask(staff)).ShouldBeRefused(403, "request.not_on_behalf");
        (await staff.Get("/api/access-requests"))["total"].GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("ordering", "", "request.invalid", "reason")]
    [InlineData("", "because", "request.invalid", "tool")]
    [InlineData("identity", "because", "identity.tool_unknown", "tool")]
    [InlineData("catalog", "because", "identity.tool_unknown", "tool")]
    [InlineData("teleporter", "because", "identity.tool_unknown", "tool")]
    public async Task What_cannot_be_asked_for_is_refused_at_its_field(string tool, string reason, string code, string field)
    {
        var (_, _, _, api) = await Newcomer();
        (await api.Post("/api/access-requests", new { tool, reason })).ShouldBeRefused(400, code, field);
    }

    [Fact]
    public async Task The_list_is_filtered_sorted_and_downloaded()
    {
        var (account, boss, user, api) = await Newcomer();
        await Ask(api);
        await Ask(api, "baskets");
        await Ask(await (await account.NewUser()).SignIn());
        var manager = await boss.SignIn();
        async Task<int> Total(string query) => (await manager.Get("/api/access-requests" + query))["total"].GetInt32();

        (await Total("")).ShouldBe(3);
        (await Total("?tool=baskets")).ShouldBe(1);
        (await Total("?q=" + user.UserName)).ShouldBe(2);
        (await Total("?status=approved")).ShouldBe(0);
        (await manager.Get("/api/access-requests?sort=tool"))["items"][0].GetProperty("tool").GetString().ShouldBe("baskets");
        (await manager.Get("/api/access-requests?status=lost")).ShouldBeRefused(400, "request.invalid", "status");
        (await manager.Get("/api/access-requests?sort=age")).ShouldBeRefused(400, "request.invalid", "sort");
        (await manager.Get("/api/access-requests/export?format=csv&tool=baskets")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    public async Task The_pages_do_all_of_it_from_the_welcome_page_on()
    {
        var (_, boss, user, api) = await Newcomer();
        using var browser = new Browser(portal.Portal, api);
        (await browser.Open("/")).Html.ShouldContain("href=\"/access\"");
        var page = await browser.Open("/access");
        var refused = await browser.Submit(page, "ask", ("Input.Tool", "ordering"), ("Input.Reason", ""));
        refused.Status.ShouldBe(400);
        (await browser.Submit(page, "ask", ("Input.Tool", "ordering"), ("Input.Reason", "I order"))).Location.ShouldBe("/access");
        (await browser.Open("/access")).Text.ShouldContain("Waiting");
        var manager = await boss.SignIn();
        var id = (await manager.Get("/api/access-requests"))["items"][0].GetProperty("id").GetGuid();
        using var deciding = new Browser(portal.Portal, manager);
        (await deciding.Open("/access-requests")).Html.ShouldContain($"/access-requests/{id}");
        var request = await deciding.Open($"/access-requests/{id}");
        request.Text.ShouldContain("Approving grants");
        request.Html.ShouldContain("value=\"orders.place\" checked");
        request.Html.ShouldNotContain("value=\"quick_pay.manage\" checked");
        (await deciding.Submit(request, "decision", ("Input.Approve", "false"), ("Input.Reason", ""))).Status.ShouldBe(400);
        var approval = request.Fields("decision").Where(f => f.Key != "privileges").Select(f => (f.Key, f.Value));
        (await deciding.Send(request.Path, [.. approval, ("privileges", "orders.view"), ("privileges", "orders.place"), ("Input.Approve", "true")])).Status.ShouldBe(302);
        (await browser.Open("/access")).Text.ShouldContain("You have it");
        (await browser.Open("/orders")).Status.ShouldBe(200);
        (await deciding.Open($"/access-requests/{Guid.NewGuid()}")).Status.ShouldBe(404);
        _ = user;
    }

    private async Task<(TestAccount Account, TestUser Boss, TestUser User, Api Api)> Newcomer()
    {
        var account = await portal.NewAccount();
        var (boss, user) = (await account.NewAdministrator(), await account.NewUser());
        return (account, boss, user, await user.SignIn());
    }

    private static Task<Answer> Ask(Api api, string tool = "ordering", params (string, string)[] headers) =>
        api.Post("/api/access-requests", new { tool, reason = "I place the orders from now on" }, headers);

    private static Task<Answer> Decide(Api api, Guid id, bool? approve, string? reason = null) =>
        api.Put($"/api/access-requests/{id}/decision", new { approve, reason });
}
