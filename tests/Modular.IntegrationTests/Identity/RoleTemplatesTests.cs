using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

public sealed class RoleTemplatesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_named_set_of_privileges_is_kept_applied_and_forgotten()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser();
        var api = await (await account.NewAdministrator()).SignIn();

        var made = await api.Post("/api/role-templates", new { name = "Comprador", privileges = new[] { "orders.view", "baskets.edit" } });

        made.Status.ShouldBe(201, made.Text);
        (await api.Post("/api/role-templates", new { name = "COMPRADOR", privileges = new[] { "orders.view" } })).ShouldBeRefused(409, "identity.role_template_exists", "name");
        (await api.Post("/api/role-templates", new { name = "X", privileges = new[] { "catalog.manage" } })).ShouldBeRefused(400, "identity.privilege_unknown", "privileges");
        using var browser = new Browser(portal.Portal, api);
        var page = await browser.Open($"/collaborators/{user.Id}?template={made.Id}");
        page.Html.ShouldMatch("value=\"baskets.edit\"[^>]* checked");
        page.Html.ShouldMatch("value=\"orders.view\"[^>]* checked");
        page.Html.ShouldNotMatch("value=\"orders.place\"[^>]* checked");

        (await api.Delete($"/api/role-templates/{made.Id}")).Status.ShouldBe(204);
        (await api.Delete($"/api/role-templates/{made.Id}")).ShouldBeRefused(404, "identity.role_template_unknown");
        (await account.Audited($"role-template/{made.Id}")).Select(t => t.Action).ShouldBe(["identity.role_template_added", "identity.role_template_removed"]);
    }

    [Fact]
    public async Task Templates_belong_to_an_account_and_are_made_by_its_administrators()
    {
        var account = await portal.NewAccount();
        var api = await (await account.NewAdministrator()).SignIn();
        var made = await api.Post("/api/role-templates", new { name = "Comprador", privileges = new[] { "orders.view" } });
        var stranger = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        var manager = await (await account.NewUser("collaborators.manage")).SignIn();
        (await stranger.Get("/api/role-templates"))["total"].GetInt32().ShouldBe(0);
        (await stranger.Delete($"/api/role-templates/{made.Id}")).ShouldBeRefused(404, "identity.role_template_unknown");
        (await manager.Get("/api/role-templates"))["items"][0].GetProperty("name").GetString().ShouldBe("Comprador");
        (await manager.Delete($"/api/role-templates/{made.Id}")).ShouldBeRefused(403, "identity.administrators_only");
    }

    [Fact]
    public async Task A_template_is_changed_by_whoever_has_seen_it_and_nobodys_privileges_with_it()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser("orders.view");
        var api = await (await account.NewAdministrator()).SignIn();
        var made = await api.Post("/api/role-templates", new { name = "Comprador", privileges = new[] { "orders.view" } });
        await api.Post("/api/role-templates", new { name = "Financeiro", privileges = new[] { "orders.view" } });
        var path = $"/api/role-templates/{made.Id}";

        var changed = await api.Put(path, new { name = "Compras", privileges = new[] { "orders.place", "orders.view" } }, ("If-Match", made.ETag!));

        changed.Status.ShouldBe(200, changed.Text);
        changed["name"].GetString().ShouldBe("Compras");
        var stale = await api.Put(path, new { name = "Late", privileges = new[] { "orders.view" } }, ("If-Match", made.ETag!));
        (stale.Status, stale.Code).ShouldBe((412, "identity.role_template_changed"));
        (await api.Put(path, new { name = "FINANCEIRO", privileges = new[] { "orders.view" } })).ShouldBeRefused(409, "identity.role_template_exists", "name");
        (await api.Put(path, new { name = "X", privileges = new[] { "catalog.manage" } })).ShouldBeRefused(400, "identity.privilege_unknown", "privileges");
        (await api.Put(path, new { name = "", privileges = Array.Empty<string>() })).Fields.ShouldBe(["name", "privileges"], ignoreOrder: true);
        (await api.Get($"/api/collaborators/{user.Id}"))["privileges"].EnumerateArray().Select(p => p.GetString()).ShouldBe(["orders.view"]);
        (await account.Audited($"role-template/{made.Id}")).Select(t => t.Action).ShouldBe(["identity.role_template_added", "identity.role_template_changed"]);
    }

    [Fact]
    public async Task Changing_a_template_is_for_the_accounts_own_administrators()
    {
        var account = await portal.NewAccount();
        var api = await (await account.NewAdministrator()).SignIn();
        var made = await api.Post("/api/role-templates", new { name = "Comprador", privileges = new[] { "orders.view" } });
        var wish = new { name = "Mine", privileges = new[] { "orders.view" } };
        var stranger = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        var manager = await (await account.NewUser("collaborators.manage")).SignIn();

        (await stranger.Put($"/api/role-templates/{made.Id}", wish)).ShouldBeRefused(404, "identity.role_template_unknown");
        (await manager.Put($"/api/role-templates/{made.Id}", wish)).ShouldBeRefused(403, "identity.administrators_only");
        (await (await (await account.NewUser()).SignIn()).Put($"/api/role-templates/{made.Id}", wish)).ShouldBeRefused(403, "request.privilege_missing");
        (await api.Get("/api/role-templates"))["items"][0].GetProperty("name").GetString().ShouldBe("Comprador");
    }

    [Fact]
    public async Task The_page_changes_a_template_and_keeps_what_was_typed_where_it_refuses()
    {
        var account = await portal.NewAccount();
        var api = await (await account.NewAdministrator()).SignIn();
        var made = await api.Post("/api/role-templates", new { name = "Comprador", privileges = new[] { "orders.view" } });
        using var browser = new Browser(portal.Portal, api);
        var page = await browser.Open($"/collaborators/roles?edit={made.Id}");
        page.Html.ShouldMatch("value=\"orders.view\"[^>]* checked");
        page.Text.ShouldContain("Nobody's permissions change by this");

        var refused = await browser.Submit(page, "change", ("Changed.Name", ""));
        refused.Status.ShouldBe(400);
        refused.Html.ShouldMatch("value=\"orders.view\"[^>]* checked");
        (await browser.Submit(page, "change", ("Changed.Name", "Compras"))).Location.ShouldBe("/collaborators/roles");
        var again = await browser.Submit(page, "change", ("Changed.Name", "Late"));
        (again.Status, again.Html.Contains("value=\"Late\"", StringComparison.Ordinal)).ShouldBe((412, true));
        (await browser.Submit(again, "change")).Location.ShouldBe("/collaborators/roles");
        (await api.Get("/api/role-templates"))["items"][0].GetProperty("name").GetString().ShouldBe("Late");
        (await browser.Open("/collaborators/roles?edit=banana")).Status.ShouldBe(200);
    }
}
