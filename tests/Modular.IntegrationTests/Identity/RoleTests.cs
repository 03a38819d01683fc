using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

/// <summary>Site administrators manage people; Shoppers are never administrators.</summary>
public sealed class RoleTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_site_administrator_manages_the_people_at_once_and_until_the_role_is_taken_away()
    {
        var account = await portal.NewAccount();
        var boss = await (await account.NewAdministrator()).SignIn();
        var user = await account.NewUser("orders.view");
        var api = await user.SignIn();
        (await api.Get("/api/collaborators")).Status.ShouldBe(403);

        var made = await SetRole(boss, user, "site_administrator", "orders.view");

        made.Status.ShouldBe(200, made.Text);
        made["role"].GetString().ShouldBe("site_administrator");
        (await api.Get("/api/collaborators")).Status.ShouldBe(200);
        (await api.SetAdministrator(user.Id, true)).ShouldBeRefused(403, "identity.administrators_only");
        using (var browser = new Browser(portal.Portal, api)) (await browser.Open("/")).Text.ShouldContain("Site administrator");
        (await account.Audited($"user/{user.Id}"))[^1].After!.ShouldContain("site_administrator");

        (await SetRole(boss, user, "member", "orders.view")).Status.ShouldBe(200);
        (await api.Get("/api/collaborators")).Status.ShouldBe(403);
        (await SetRole(boss, user, "site_administrator")).Status.ShouldBe(200);
        (await boss.Strip(user.Id))["role"].GetString().ShouldBe("member");
    }

    [Fact]
    public async Task A_shopper_is_no_administrator_and_nobody_becomes_what_is_no_role()
    {
        var account = await portal.NewAccount();
        var boss = await (await account.NewAdministrator()).SignIn();
        var user = await account.NewUser();
        (await SetRole(boss, user, "shopper", "orders.view"))["role"].GetString().ShouldBe("shopper");
        (await boss.SetAdministrator(user.Id, true)).ShouldBeRefused(409, "identity.shopper_administrator", "role");
        (await SetRole(boss, user, "king")).ShouldBeRefused(400, "request.invalid", "role");
        (await boss.Get("/api/collaborators?sort=-role"))["items"][0].GetProperty("role").GetString().ShouldBe("shopper");
        var stranger = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await SetRole(stranger, user, "member")).ShouldBeRefused(404, "identity.collaborator_unknown");
    }

    [Fact]
    public async Task The_permission_screen_sets_the_role()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser("orders.view");
        using var browser = new Browser(portal.Portal, await (await account.NewAdministrator()).SignIn());
        var page = await browser.Open($"/collaborators/{user.Id}");
        (await browser.Submit(page, "privileges", ("Form.Role", "shopper"), ("privileges", "orders.view"))).Status.ShouldBe(302);
        (await browser.Open($"/collaborators/{user.Id}")).Fields("privileges")["Form.Role"].ShouldBe("shopper");
        (await browser.Open("/collaborators")).Text.ShouldContain("Shopper");
    }

    private static Task<Answer> SetRole(Api api, TestUser user, string role, params string[] privileges) =>
        api.Put($"/api/collaborators/{user.Id}/privileges", new { privileges, role });
}
