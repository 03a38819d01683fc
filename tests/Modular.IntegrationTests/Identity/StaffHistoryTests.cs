using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Identity;

/// <summary>What staff looks at in another account has its trail there, for those who may see both.</summary>
public sealed class StaffHistoryTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Staff_sees_the_trail_of_another_accounts_account_and_certifications()
    {
        var account = await portal.NewAccount();
        var staff = await portal.NewStaff();
        var code = $"C{Guid.NewGuid():N}"[..10].ToUpperInvariant();
        await portal.NewProduct(certification: code);
        await SetRule(account);
        (await staff.Put($"/api/accounts/{account.Id}/certifications/{code}", new { })).Status.ShouldBe(200);

        var history = await staff.Get($"/api/accounts/{account.Id}/history?subject=account/{account.Id}");

        history.Status.ShouldBe(200, history.Text);
        history["items"][0].GetProperty("action").GetString().ShouldBe("identity.second_factor_rule_changed");
        using var browser = new Browser(portal.Portal, staff);
        (await browser.Open($"/accounts/{account.Id}")).Html.ShouldContain("id=\"history\"");
        (await browser.Open($"/certifications/{account.Id}?of={code}")).Text.ShouldContain("Certification granted");
        (await browser.Open($"/certifications/{account.Id}?of=banana")).Html.ShouldNotContain("id=\"history\"");
    }

    [Fact]
    public async Task An_accepted_applications_page_tells_who_decided()
    {
        var staff = await portal.NewStaff();
        var id = Guid.CreateVersion7();
        var account = await portal.NewAccount();
        await portal.Portal.Db.Execute(
            """
            INSERT INTO identity.reseller_applications
                (id, reference, company, country, tax_id, business_activity, applicant_name, email, language, remote_address, received_at, status, decided_at, reason, account_id)
            VALUES (@id, @reference, 'C', 'US', 'T', 'B', 'N', 'n@test.example', 'en', '127.0.0.1', now(), 'accepted', now(), 'R', @accountId);
            INSERT INTO platform.audit (at, account_id, action, subject) VALUES (now(), @accountId, 'identity.application_decided', @subject)
            """,
            new { id, reference = $"A-{id:N}"[..30], accountId = account.Id, subject = $"application/{id}" });
        using var browser = new Browser(portal.Portal, staff);

        var page = await browser.Open($"/applications/{id}");

        page.Html.ShouldContain("id=\"history\"");
        page.Html.ShouldContain("timeline-list");
    }

    [Theory]
    [InlineData("accounts.view")]
    [InlineData("audit.view")]
    public async Task Neither_privilege_alone_opens_another_accounts_trail(string privilege)
    {
        var account = await portal.NewAccount();
        await SetRule(account);
        var distributor = await portal.NewAccount("distributor");
        var one = await (await distributor.NewUser(privilege)).SignIn();
        var both = await (await distributor.NewUser("accounts.view", "audit.view")).SignIn();
        var path = $"/api/accounts/{account.Id}/history?subject=account/{account.Id}";

        (await one.Get(path)).Status.ShouldBeOneOf(403, 404);
        (await both.Get(path)).Status.ShouldBe(200);
        using var browser = new Browser(portal.Portal, await (await distributor.NewUser("accounts.view")).SignIn());
        (await browser.Open($"/accounts/{account.Id}")).Html.ShouldNotContain("id=\"history\"");
    }

    [Fact]
    public async Task A_strangers_administrator_finds_nothing_and_staff_nothing_but_what_it_looks_at()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser();
        await SetRule(account);
        var stranger = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        var staff = await portal.NewStaff();

        (await stranger.Get($"/api/accounts/{account.Id}/history?subject=account/{account.Id}")).ShouldBeRefused(404, "identity.no_such_account");
        (await staff.Get($"/api/accounts/{account.Id}/history?subject=user/{user.Id}")).ShouldBeRefused(404, "identity.no_such_account");
        (await staff.Get($"/api/accounts/{account.Id}/history")).ShouldBeRefused(400, "request.invalid", "subject");
        (await portal.Anonymous.Get($"/api/accounts/{account.Id}/history?subject=account/{account.Id}")).Status.ShouldBe(401);
        var other = await portal.NewAccount();
        (await staff.Get($"/api/accounts/{other.Id}/history?subject=account/{account.Id}"))["total"].GetInt32().ShouldBe(0);
    }

    private static async Task SetRule(TestAccount account)
    {
        var administrator = await (await account.NewAdministrator()).SignIn();
        (await administrator.Put("/api/account/second-factor", new { required = true })).Status.ShouldBe(204);
    }
}
