using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

/// <summary>What is kept of a person can be taken along, and be forgotten.</summary>
public sealed class PersonalDataTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_user_downloads_what_every_module_keeps()
    {
        var user = await (await portal.NewAccount()).NewAdministrator();
        var api = await user.SignIn();
        await api.NewBasket(name: "Mine");
        await (await (await portal.NewAccount()).NewAdministrator()).SignIn();

        var data = await api.Get("/api/me/personal-data");

        data.Status.ShouldBe(200, data.Text);
        data["profile"][0].GetProperty("userName").GetString().ShouldBe(user.UserName);
        data["memberships"].GetArrayLength().ShouldBe(1);
        data["baskets"].EnumerateArray().Select(b => b.GetProperty("name").GetString()).ShouldBe(["Mine"]);
        data["changes"].EnumerateArray().Select(c => c.GetProperty("action").GetString()).ShouldContain("baskets.created");
        foreach (var section in new[] { "orders", "emails", "notifications", "signIns", "sessions", "devices" })
            data[section].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Array, section);
        data.Text.ShouldNotContain("password");
        using var browser = new Browser(portal.Portal, api);
        (await browser.Open("/me/personal-data/download")).Html.ShouldContain(user.UserName);
    }

    [Fact]
    public async Task An_erased_user_is_out_and_nameless_and_the_business_stays()
    {
        var account = await portal.NewAccount();
        var boss = await account.NewAdministrator();
        var user = await account.NewUser("baskets.edit", "baskets.share");
        var api = await user.SignIn();
        var basket = await api.NewBasket("shared", "Kept");
        (await api.Patch("/api/me", new { displayName = "Nina Nueva" })).Status.ShouldBe(200);
        (await api.Post("/api/me/erasure", new { userName = "other", currentPassword = TestAccount.Password })).ShouldBeRefused(400, "identity.other_user_name", "userName");
        (await api.Post("/api/me/erasure", new { user.UserName, currentPassword = "Wrong-1234" })).ShouldBeRefused(400, "identity.password_wrong", "currentPassword");

        using var browser = new Browser(portal.Portal, api);
        var page = await browser.Open("/me/personal-data");
        (await browser.Submit(page, "erase", ("Form.UserName", user.UserName), ("Form.CurrentPassword", TestAccount.Password))).Location.ShouldBe("/sign-in");

        (await api.Get("/api/me")).Status.ShouldBe(401);
        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).ShouldBeRefused(401, "identity.wrong_credentials");
        var left = (await portal.Portal.Db.One<string>("SELECT u::text FROM identity.users u WHERE id = @Id", new { user.Id }))!;
        left.ShouldNotContain("Nina");
        left.ShouldNotContain(user.UserName);
        var administrator = await boss.SignIn();
        (await administrator.Get("/api/collaborators"))["total"].GetInt32().ShouldBe(1);
        (await administrator.Get($"/api/collaborators/{user.Id}")).Status.ShouldBe(404);
        (await administrator.Get($"/api/baskets/{basket}"))["name"].GetString().ShouldBe("Kept");
        (await account.Told("identity.UserErased")).Length.ShouldBe(1);
        (await portal.Portal.Audited("identity.user_erased", user)).ShouldBe(1);
        await BuildingBlocks.Eventually.True(
            async () => await portal.Portal.Db.One<int>("SELECT count(*)::int FROM notifications.messages WHERE user_id = @Id", new { user.Id }) == 0, "no message is kept");
    }

    [Fact]
    public async Task The_last_administrator_stays_and_another_ones_administrator_erases_nobody()
    {
        var account = await portal.NewAccount();
        var (boss, user) = (await account.NewAdministrator(), await account.NewUser());
        var api = await boss.SignIn();
        (await api.Post("/api/me/erasure", new { boss.UserName, currentPassword = TestAccount.Password })).ShouldBeRefused(409, "identity.last_administrator");
        (await api.Get("/api/me"))["userName"].GetString().ShouldBe(boss.UserName);

        var guestAt = await portal.NewAccount();
        await guestAt.Join(user);
        var host = await (await guestAt.NewAdministrator()).SignIn();
        (await host.Post($"/api/collaborators/{user.Id}/erasure", new { user.UserName })).ShouldBeRefused(409, "identity.belongs_elsewhere");
        (await host.Post($"/api/collaborators/{boss.Id}/erasure", new { boss.UserName })).ShouldBeRefused(404, "identity.collaborator_unknown");
        var manager = await (await account.NewUser("collaborators.manage")).SignIn();
        (await manager.Post($"/api/collaborators/{user.Id}/erasure", new { user.UserName })).ShouldBeRefused(403, "identity.administrators_only");
        (await api.Post($"/api/collaborators/{user.Id}/erasure", new { userName = "x" })).ShouldBeRefused(400, "identity.other_user_name", "userName");
        (await api.Post($"/api/collaborators/{boss.Id}/erasure", new { boss.UserName })).ShouldBeRefused(409, "identity.not_oneself");

        using var browser = new Browser(portal.Portal, api);
        (await browser.Submit(await browser.Open($"/collaborators/{user.Id}"), "erase", ("Erased.UserName", user.UserName))).Location.ShouldBe("/collaborators");

        (await api.Get($"/api/collaborators/{user.Id}")).Status.ShouldBe(404);
        (await host.Get($"/api/collaborators/{user.Id}")).Status.ShouldBe(404);
    }
}
