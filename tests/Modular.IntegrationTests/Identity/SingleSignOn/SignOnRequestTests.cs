using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity.SingleSignOn;

/// <summary>Asked for by an administrator, decided by the distributor's staff.</summary>
public sealed class SignOnRequestTests(Organisations organisations, PortalFixture strict) : IClassFixture<Organisations>, IClassFixture<PortalFixture>
{
    private static object Wish(string issuer = "https://login.example.com", string? secret = "s", params string[] domains) => new
    {
        issuer, clientId = "c", clientSecret = secret, domains = domains.Length == 0 ? ["example.com"] : domains,
    };

    [Theory]
    [InlineData("http://login.example.com")]
    [InlineData("https://127.0.0.1")]
    [InlineData("https://localhost/realm")]
    [InlineData("https://10.0.0.8")]
    [InlineData("https://[::1]")]
    [InlineData("https://user:pass@login.example.com")]
    [InlineData("https://login.example.com?a=b")]
    [InlineData("javascript:alert(1)")]
    [InlineData("login.example.com")]
    public async Task An_issuer_on_our_own_network_is_refused(string issuer)
    {
        var api = await (await (await strict.NewAccount()).NewAdministrator()).SignIn();
        (await api.Put("/api/single-sign-on", Wish(issuer))).ShouldBeRefused(400, "identity.sso_issuer_refused", "issuer");
    }

    [Fact]
    public async Task Only_administrators_ask_and_only_for_domains()
    {
        var account = await strict.NewAccount();
        var api = await (await account.NewAdministrator()).SignIn();
        (await api.Get("/api/single-sign-on")).ShouldBeRefused(404, "identity.sso_unknown");
        (await api.Put("/api/single-sign-on", Wish(secret: null))).ShouldBeRefused(400, "identity.sso_secret_needed", "clientSecret");
        (await api.Put("/api/single-sign-on", Wish(domains: ["exa mple"]))).ShouldBeRefused(400, "identity.sso_domain_wrong", "domains");
        (await api.Put("/api/single-sign-on", new { })).ShouldBeRefused(400, "request.invalid", "issuer", "clientId", "domains");
        var manager = await (await account.NewUser("single_sign_on.manage")).SignIn();
        (await manager.Put("/api/single-sign-on", Wish())).ShouldBeRefused(403, "identity.administrators_only");

        var asked = await api.Put("/api/single-sign-on", Wish(secret: "top-secret", domains: ["@Example.COM", "example.com"]));

        (asked.Status, asked["status"].GetString()).ShouldBe((200, "requested"), asked.Text);
        asked["domains"].EnumerateArray().Select(d => d.GetString()).ShouldBe(["example.com"]);
        asked.Text.ShouldNotContain("top-secret");
        foreach (var table in (string[])["identity.single_sign_on", "platform.audit"])
            (await strict.Portal.Db.One<int>($"SELECT count(*)::int FROM {table} t WHERE t::text LIKE '%top-secret%'")).ShouldBe(0);
        (await api.Put("/api/single-sign-on", Wish("https://other.example.com", secret: null))).ShouldBeRefused(400, "identity.sso_secret_needed", "clientSecret");
        (await api.Put("/api/single-sign-on", Wish(), ("If-Match", "\"99\""))).ShouldBeRefused(412, "identity.sso_changed");
        (await manager.Delete("/api/single-sign-on")).ShouldBeRefused(403, "identity.administrators_only");
    }

    [Fact]
    public async Task The_staff_decides_on_what_it_has_seen_once_and_a_domain_leads_to_one_account()
    {
        var first = await organisations.NewOrganisation();
        var account = await organisations.Portal.NewAccount();
        var second = new Organisation(organisations.Portal, account, await (await account.NewAdministrator()).SignIn(), first.Domain);
        var asked = await second.Ask(organisations.Provider);
        var path = $"/api/single-sign-on/requests/{account.Id}/decision";

        (await organisations.Staff.Put(path, new { enable = true, reason = "" })).ShouldBeRefused(400, "request.invalid", "reason");
        (await organisations.Staff.Put(path, new { enable = true, reason = "Fine." }, ("If-Match", "\"77\""))).ShouldBeRefused(412, "identity.sso_changed");
        (await organisations.Staff.Put(path, new { enable = true, reason = "Fine." }, ("If-Match", asked.ETag!))).ShouldBeRefused(409, "identity.sso_domain_taken");
        (await second.Administrator.Get("/api/single-sign-on"))["status"].GetString().ShouldBe("requested");
        (await organisations.Staff.Put(path, new { enable = false, reason = "Not their domain." })).Status.ShouldBe(200);
        (await organisations.Staff.Put(path, new { enable = false, reason = "Again." })).ShouldBeRefused(409, "identity.sso_decided");
        (await second.Administrator.Get("/api/single-sign-on"))["reason"].GetString().ShouldBe("Not their domain.");
        (await organisations.Staff.Put($"/api/single-sign-on/requests/{Guid.NewGuid()}/decision", new { enable = true, reason = "x" }))
            .ShouldBeRefused(404, "identity.sso_unknown");
        (await organisations.Staff.Get($"/api/single-sign-on/requests/{account.Id}"))["status"].GetString().ShouldBe("refused");
        (await second.Administrator.Get("/api/single-sign-on/requests")).ShouldBeRefused(403, "request.privilege_missing");
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_not_enabled()
    {
        var account = await organisations.Portal.NewAccount();
        var api = await (await account.NewAdministrator()).SignIn();
        (await api.Put("/api/single-sign-on", Wish("http://127.0.0.1:1", domains: [$"{account.Id:N}.example"]))).Status.ShouldBe(200);
        (await organisations.Staff.Put($"/api/single-sign-on/requests/{account.Id}/decision", new { enable = true, reason = "x" }))
            .ShouldBeRefused(409, "identity.sso_provider_away");
    }

    [Fact]
    public async Task The_staffs_list_is_filtered_sorted_and_downloaded()
    {
        var organisation = await organisations.NewOrganisation();
        var found = await organisations.Staff.Get($"/api/single-sign-on/requests?q={organisation.Domain}&status=enabled");
        found["items"][0].GetProperty("accountName").GetString().ShouldBe(organisation.Account.Name);
        (await organisations.Staff.Get($"/api/single-sign-on/requests?q={organisation.Domain}&status=refused"))["total"].GetInt32().ShouldBe(0);
        (await organisations.Staff.Get("/api/single-sign-on/requests?status=gone")).ShouldBeRefused(400, "request.invalid", "status");
        foreach (var sort in (string[])["account", "-issuer", "requestedBy", "requestedAt", "status"])
            (await organisations.Staff.Get("/api/single-sign-on/requests?sort=" + sort)).Status.ShouldBe(200);
        (await organisations.Staff.Get($"/api/single-sign-on/requests/export?format=csv&q={organisation.Domain}")).Text.ShouldContain(organisation.Domain);
    }

    [Fact]
    public async Task The_pages_ask_decide_and_withdraw()
    {
        var account = await organisations.Portal.NewAccount();
        var api = await (await account.NewAdministrator()).SignIn();
        var domain = $"{account.Id:N}.example";
        using var browser = new Browser(organisations.Portal, api);
        var form = await browser.Open("/company/single-sign-on");
        var wrong = await browser.Submit(
            form, "sso", ("Form.Issuer", organisations.Provider.Issuer), ("Form.ClientId", "modular"), ("Form.ClientSecret", "modular-secret"), ("Form.Domains", "x"));
        (wrong.Status, wrong.Html.Contains($"value=\"{organisations.Provider.Issuer}\"", StringComparison.Ordinal)).ShouldBe((400, true));
        (await browser.Submit(
            form, "sso", ("Form.Issuer", organisations.Provider.Issuer), ("Form.ClientId", "modular"), ("Form.ClientSecret", "modular-secret"), ("Form.Domains", domain)))
            .Location.ShouldBe("/company/single-sign-on");
        using var staff = new Browser(organisations.Portal, organisations.Staff);
        (await staff.Open("/single-sign-on?q=" + domain)).Text.ShouldContain(domain);
        var request = await staff.Open($"/single-sign-on/{account.Id}");
        var unreasoned = await staff.Submit(request, "decision", ("Form.Enable", "true"), ("Form.Reason", ""));
        unreasoned.Status.ShouldBe(400);
        (await staff.Submit(request, "decision", ("Form.Enable", "true"), ("Form.Reason", "Checked."))).Location.ShouldBe($"/single-sign-on/{account.Id}");
        (await api.Get("/api/single-sign-on"))["status"].GetString().ShouldBe("enabled");
        var page = await browser.Open("/company/single-sign-on");
        page.Text.ShouldContain("Checked.");
        (await browser.Send("/company/single-sign-on/withdrawal", page.Form("/company/single-sign-on/withdrawal"))).Location.ShouldBe("/company/single-sign-on");
        (await api.Get("/api/single-sign-on"))["status"].GetString().ShouldBe("withdrawn");
    }
}
