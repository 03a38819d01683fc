using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity.Clients;

/// <summary>The account's programs: added, changed, listed and revoked.</summary>
public sealed class ApiClientTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_secret_is_shown_once_and_kept_nowhere()
    {
        var (_, administrator) = await Administrator();
        var program = await administrator.NewProgram("orders.view");

        (await administrator.Get($"/api/api-clients/{program.Id}")).Text.ShouldNotContain(program.Secret);
        (await administrator.Get("/api/api-clients")).Text.ShouldNotContain("ms_");
        foreach (var table in (string[])["identity.api_client_secrets", "identity.api_clients", "identity.users", "platform.audit", "platform.outbox"])
        {
            (await portal.Portal.Db.One<int>($"SELECT count(*)::int FROM {table} t WHERE t::text LIKE @secret", new { secret = $"%{program.Secret}%" }))
                .ShouldBe(0, table);
        }
    }

    [Fact]
    public async Task What_it_may_do_changes_at_once_and_nobody_overwrites_what_he_has_not_seen()
    {
        var (_, administrator) = await Administrator();
        var program = await administrator.NewProgram("orders.view", "audit.view");
        var seen = (await administrator.Get($"/api/api-clients/{program.Id}")).ETag!;
        var api = await portal.Portal.Enter(program);
        (await api.Get("/api/audit")).Status.ShouldBe(200);

        var changed = await administrator.Put($"/api/api-clients/{program.Id}", new { name = "Ledger", scopes = new[] { "orders.view" } }, ("If-Match", seen));

        (changed.Status, changed["name"].GetString()).ShouldBe((200, "Ledger"), changed.Text);
        (await api.Get("/api/audit")).ShouldBeRefused(403, "request.privilege_missing");
        (await administrator.Put($"/api/api-clients/{program.Id}", new { name = "L", scopes = new[] { "orders.view" } }, ("If-Match", seen)))
            .ShouldBeRefused(412, "identity.client_changed");
    }

    [Fact]
    public async Task Only_what_the_account_can_hold_is_granted_and_only_by_administrators()
    {
        var (account, administrator) = await Administrator();
        (await administrator.Post("/api/api-clients", new { name = "X", scopes = new[] { "applications.review" } }))
            .ShouldBeRefused(400, "identity.privilege_unknown", "scopes");
        (await administrator.Post("/api/api-clients", new { name = "", scopes = Array.Empty<string>() })).ShouldBeRefused(400, "request.invalid", "name", "scopes");
        var staff = await portal.NewStaff();
        (await staff.Post("/api/api-clients", new { name = "X", scopes = new[] { "applications.review" } })).Status.ShouldBe(201);

        var program = await administrator.NewProgram("orders.view");
        var manager = await (await account.NewUser("api_clients.manage")).SignIn();
        (await manager.Post("/api/api-clients", new { name = "X", scopes = new[] { "orders.view" } })).ShouldBeRefused(403, "identity.administrators_only");
        (await manager.Put($"/api/api-clients/{program.Id}", new { name = "X", scopes = new[] { "orders.view" } })).ShouldBeRefused(403, "identity.administrators_only");
        (await manager.Rotate(program)).ShouldBeRefused(403, "identity.administrators_only");
        (await manager.Delete($"/api/api-clients/{program.Id}")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Another_account_finds_nothing()
    {
        var (_, administrator) = await Administrator();
        var program = await administrator.NewProgram("orders.view");
        var (_, stranger) = await Administrator();

        (await stranger.Get("/api/api-clients"))["total"].GetInt32().ShouldBe(0);
        (await stranger.Get($"/api/api-clients/{program.Id}")).ShouldBeRefused(404, "identity.client_unknown");
        (await stranger.Put($"/api/api-clients/{program.Id}", new { name = "X", scopes = new[] { "orders.view" } })).ShouldBeRefused(404, "identity.client_unknown");
        (await stranger.Rotate(program)).ShouldBeRefused(404, "identity.client_unknown");
        (await stranger.Delete($"/api/api-clients/{program.Id}/secrets/{program.SecretId}")).ShouldBeRefused(404, "identity.client_unknown");
        (await stranger.Delete($"/api/api-clients/{program.Id}")).ShouldBeRefused(404, "identity.client_unknown");
        (await portal.Portal.AskToken(program)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Revoked_it_is_out_for_good_and_its_name_stays()
    {
        var (account, administrator) = await Administrator();
        var program = await administrator.NewProgram("orders.view");
        var api = await portal.Portal.Enter(program);
        (await api.Get("/api/orders")).Status.ShouldBe(200);

        (await administrator.Delete($"/api/api-clients/{program.Id}")).Status.ShouldBe(204);

        (await api.Get("/api/orders")).Status.ShouldBe(401);
        (await portal.Portal.AskToken(program)).ShouldBeRefusedToken(401, "invalid_client");
        (await administrator.Rotate(program)).ShouldBeRefused(409, "identity.client_revoked");
        (await administrator.Get("/api/api-clients?status=revoked"))["items"][0].GetProperty("name").GetString().ShouldBe("ERP");
        (await account.Audited($"client/{program.Id}"))[^1].Action.ShouldBe("identity.client_revoked");
    }

    [Fact]
    public async Task A_token_that_begins_while_its_client_is_revoked_ends_too()
    {
        var (_, administrator) = await Administrator();
        for (var i = 0; i < 10; i++)
        {
            var program = await administrator.NewProgram("orders.view");
            var asking = Enumerable.Range(0, 4).Select(_ => portal.Portal.AskToken(program)).ToArray();
            (await administrator.Delete($"/api/api-clients/{program.Id}")).Status.ShouldBe(204);
            await Task.WhenAll(asking);
            (await portal.Portal.Db.One<int>("SELECT count(*)::int FROM identity.sessions WHERE user_id = @Id", new { program.Id })).ShouldBe(0);
        }
    }

    [Fact]
    public async Task The_list_is_filtered_sorted_and_downloaded()
    {
        var (_, administrator) = await Administrator();
        foreach (var name in (string[])["Beta", "alfa", "Gama"])
            (await administrator.Post("/api/api-clients", new { name, scopes = new[] { name == "Gama" ? "audit.view" : "orders.view" } })).Status.ShouldBe(201);

        Names(await administrator.Get("/api/api-clients")).ShouldBe(["alfa", "Beta", "Gama"]);
        Names(await administrator.Get("/api/api-clients?sort=-createdAt&size=2")).ShouldBe(["Gama", "alfa"]);
        Names(await administrator.Get("/api/api-clients?scope=audit.view")).ShouldBe(["Gama"]);
        Names(await administrator.Get("/api/api-clients?q=ET")).ShouldBe(["Beta"]);
        (await administrator.Get("/api/api-clients?status=gone")).ShouldBeRefused(400, "request.invalid", "status");
        var file = await administrator.Get("/api/api-clients/export?format=csv&scope=orders.view");
        file.Text.Trim().Split('\n').Length.ShouldBe(3);
        foreach (var sort in (string[])["clientId", "scopes", "createdBy", "lastUsedAt", "status"])
            (await administrator.Get("/api/api-clients?sort=-" + sort)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_pages_add_rotate_and_revoke_with_the_secret_shown_once()
    {
        var (_, administrator) = await Administrator();
        using var browser = new Browser(portal.Portal, administrator);
        var form = await browser.Open("/api-clients/new");
        var empty = await browser.Submit(form, "client", ("Form.Name", "Kept"));
        (empty.Status, empty.Html.Contains("value=\"Kept\"", StringComparison.Ordinal)).ShouldBe((400, true));
        var added = await browser.Submit(form, "client", ("Form.Name", "Warehouse"), ("scopes", "orders.view"));
        added.Text.ShouldContain("ms_");
        var id = (await administrator.Get("/api/api-clients"))["items"][0].GetProperty("id").GetGuid();
        var page = await browser.Open($"/api-clients/{id}");
        page.Text.ShouldNotContain("ms_");
        (await browser.Submit(page, "secret", ("Overlap.OverlapHours", "1"))).Text.ShouldContain("ms_");
        var oldest = (await administrator.Get($"/api/api-clients/{id}"))["secrets"][1].GetProperty("id").GetGuid();
        var ending = await browser.Open($"/api-clients/{id}?end={oldest}");
        (await browser.Send($"/api-clients/{id}/secrets/{oldest}/end", ending.Form($"/api-clients/{id}/secrets/{oldest}/end"))).Location.ShouldBe($"/api-clients/{id}");
        (await administrator.Get($"/api/api-clients/{id}"))["secrets"].GetArrayLength().ShouldBe(1);
        (await browser.Submit(page, "client", ("Form.Name", "Depot"), ("scopes", "audit.view"))).Location.ShouldBe($"/api-clients/{id}");
        (await browser.Open("/api-clients")).Text.ShouldContain("Depot");
        var list = await browser.Open($"/api-clients/{id}");
        (await browser.Send($"/api-clients/{id}/revocation", list.Form($"/api-clients/{id}/revocation"))).Location.ShouldBe("/api-clients");
        (await browser.Open("/api-clients?status=revoked")).Text.ShouldContain("Depot");
    }

    private static IEnumerable<string?> Names(Answer list) => list["items"].EnumerateArray().Select(i => i.GetProperty("name").GetString());

    private async Task<(TestAccount Account, Api Administrator)> Administrator()
    {
        var account = await portal.NewAccount();
        return (account, await (await account.NewAdministrator()).SignIn());
    }
}
