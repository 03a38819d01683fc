using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

/// <summary>The distributor's staff acts for an account, for a reason and for all to see.</summary>
public sealed class BehalfTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task It_sees_and_does_what_members_may_and_each_change_stands_in_the_accounts_trail_with_name_and_reason()
    {
        await Goods.For(portal.Portal);
        var account = await portal.NewAccount();
        var boss = await (await account.NewAdministrator()).SignIn();
        var dora = await portal.Portal.NewStaffMember("accounts.act");
        var staff = await dora.SignIn();

        var acting = await staff.ActFor(account.Id);

        acting.Status.ShouldBe(200, acting.Text);
        acting["account"].GetProperty("id").GetGuid().ShouldBe(account.Id);
        acting["administrator"].GetBoolean().ShouldBeFalse();
        acting["behalf"].GetProperty("reason").GetString().ShouldBe(Acting.Reason);
        var basket = await staff.NewBasket("shared");
        (await boss.See(basket))["name"].GetString().ShouldBe("Branch office");
        (await staff.Delete("/api/session/behalf")).Status.ShouldBe(204);
        (await staff.Get("/api/session"))["account"].GetProperty("id").GetGuid().ShouldBe(dora.Account.Id);
        (await staff.Get($"/api/baskets/{basket}")).Status.ShouldBeOneOf(403, 404);

        var trail = (await boss.Get("/api/audit?sort=at"))["items"].EnumerateArray().ToArray();
        trail.Select(r => r.GetProperty("action").GetString())
            .ShouldBe(["identity.behalf_began", "baskets.created", "identity.behalf_ended"]);
        trail.ShouldAllBe(r => r.GetProperty("behalf").GetString() == Acting.Reason && r.GetProperty("userName").GetString() == dora.UserName);
    }

    [Fact]
    public async Task It_is_no_administrator_no_staff_and_has_no_hand_in_what_is_personal()
    {
        var account = await portal.NewAccount();
        await account.NewAdministrator();
        var member = await account.NewUser("orders.view");
        var staff = await portal.NewStaff();
        (await staff.ActFor(account.Id)).Status.ShouldBe(200);

        (await staff.Get("/api/collaborators")).Status.ShouldBe(200);
        (await staff.Post($"/api/collaborators/{member.Id}/password-reset")).ShouldBeRefused(403, "request.not_on_behalf");
        (await staff.Delete($"/api/collaborators/{member.Id}/second-factor")).ShouldBeRefused(403, "request.not_on_behalf");
        (await staff.Put("/api/account/second-factor", new { required = true })).ShouldBeRefused(403, "request.not_on_behalf");
        (await staff.ChangePassword(TestAccount.Password, "New-Password-9")).ShouldBeRefused(403, "request.not_on_behalf");
        (await staff.Put("/api/me/notification-preferences", new { })).ShouldBeRefused(403, "request.not_on_behalf");
        (await staff.Patch("/api/me", new { displayName = "Somebody" })).ShouldBeRefused(403, "request.not_on_behalf");
        (await staff.Put("/api/session/account", new { accountId = account.Id })).ShouldBeRefused(403, "request.not_on_behalf");
        (await staff.Post("/api/collaborators", Staffing.Newcomer(Staffing.NewName()))).ShouldBeRefused(403, "identity.administrators_only");
        (await staff.SetAdministrator(member.Id, true)).ShouldBeRefused(403, "identity.administrators_only");
        (await staff.Put($"/api/collaborators/{member.Id}/active", new { active = false })).ShouldBeRefused(403, "identity.administrators_only");
        (await staff.Get("/api/accounts")).ShouldBeRefused(403, "request.privilege_missing");
        (await staff.ActFor(account.Id)).ShouldBeRefused(403, "request.not_on_behalf");
    }

    [Fact]
    public async Task It_is_not_offered_to_take_an_administrators_access_away()
    {
        var account = await portal.NewAccount();
        var (boss, member) = (await account.NewAdministrator(), await account.NewUser("orders.view"));
        var staff = await portal.NewStaff();
        (await staff.ActFor(account.Id)).Status.ShouldBe(200);
        using var browser = new Browser(portal.Portal, staff);

        (await browser.Open($"/collaborators/{boss.Id}")).Html.ShouldNotContain("access-removal");
        (await browser.Open($"/collaborators/{member.Id}")).Html.ShouldContain("access-removal");
        var list = await browser.Open("/collaborators");
        list.Html.ShouldNotContain($"/collaborators/{boss.Id}?confirm=access");
        list.Html.ShouldContain($"/collaborators/{member.Id}?confirm=access");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("because")]
    [InlineData("   because     ")]
    [InlineData("two lines\nof reason")]
    public async Task Without_a_reason_worth_the_name_nobody_acts(string? reason)
    {
        var staff = await portal.NewStaff();
        var refused = await staff.ActFor((await portal.NewAccount()).Id, reason);
        refused.ShouldBeRefused(400, "request.invalid", "reason");
    }

    [Fact]
    public async Task Only_for_accounts_that_are_there_and_not_the_distributors()
    {
        var staff = await portal.NewStaff();
        (await staff.ActFor(Guid.NewGuid())).ShouldBeRefused(404, "identity.no_such_account", "accountId");
        (await staff.ActFor((await portal.NewAccount("distributor")).Id)).ShouldBeRefused(409, "identity.behalf_of_staff", "accountId");
        var viewer = await (await portal.Portal.NewStaffMember("accounts.view")).SignIn();
        (await viewer.ActFor((await portal.NewAccount()).Id)).ShouldBeRefused(403, "request.privilege_missing");
    }

    [Fact]
    public async Task An_account_that_asks_for_a_second_factor_asks_it_of_staff_too()
    {
        var account = await portal.NewAccount();
        await portal.Portal.Db.Execute("UPDATE identity.accounts SET requires_second_factor = true WHERE id = @Id", new { account.Id });
        (await (await portal.NewStaff()).ActFor(account.Id)).ShouldBeRefused(409, "identity.behalf_needs_factor", "accountId");
        var dora = await portal.Portal.NewStaffMember("accounts.act");
        var staff = await dora.SignIn();
        await portal.Portal.Db.Execute("UPDATE identity.users SET factor_confirmed_at = now() WHERE id = @Id", new { dora.Id });
        (await staff.ActFor(account.Id)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Of_two_accounts_at_once_one_is_acted_for()
    {
        var staff = await portal.NewStaff();
        var accounts = new[] { await portal.NewAccount(), await portal.NewAccount() };
        var answers = await Task.WhenAll(accounts.Select(a => staff.ActFor(a.Id)));
        answers.Count(a => a.Status == 200).ShouldBe(1);
        answers.Single(a => a.Status != 200).Code.ShouldBeOneOf("identity.already_acting", "request.not_on_behalf");
    }

    [Fact]
    public async Task Signing_out_ends_it_in_the_trail_too()
    {
        var account = await portal.NewAccount();
        var staff = await portal.NewStaff();
        (await staff.ActFor(account.Id)).Status.ShouldBe(200);
        (await staff.Delete("/api/session")).Status.ShouldBe(204);
        (await account.Audited($"account/{account.Id}")).Select(r => r.Action).ShouldBe(["identity.behalf_began", "identity.behalf_ended"]);
    }

    [Fact]
    public async Task Every_page_says_so_and_forms_of_before_are_refused()
    {
        var account = await portal.NewAccount();
        var staff = await portal.NewStaff();
        using var browser = new Browser(portal.Portal, staff);
        var before = await browser.Open("/me");
        var page = await browser.Open($"/accounts/{account.Id}");
        page.Status.ShouldBe(200);
        var tooShort = await browser.Submit(page, "behalf", ("Input.Reason", "why not"));
        tooShort.Status.ShouldBe(400);
        tooShort.Html.ShouldContain("value=\"why not\"");

        (await browser.Submit(page, "behalf", ("Input.Reason", "Ticket <4711> of ours"))).Location.ShouldBe("/");

        foreach (var path in new[] { "/", "/orders", "/baskets", "/collaborators", "/help" })
        {
            var shown = await browser.Open(path);
            shown.Text.ShouldContain($"acts for {account.Name}");
            shown.Text.ShouldContain("Reason: Ticket <4711> of ours");
            shown.Html.ShouldContain("stripe-behalf");
        }

        (await browser.Send("/session/language", [.. before.Form("/session/language"), ("culture", "en")])).Status.ShouldBe(400);
        var home = await browser.Open("/");
        (await browser.Send("/session/behalf-end", home.Form("/session/behalf-end"))).Location.ShouldBe("/");
        (await browser.Open("/")).Html.ShouldNotContain("stripe-behalf");
        (await browser.Send("/session/behalf-end", home.Form("/session/behalf-end"))).Status.ShouldBe(400);
    }
}
