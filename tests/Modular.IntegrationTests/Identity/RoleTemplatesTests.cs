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
}
