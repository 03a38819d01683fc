using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

/// <summary>What a company says of itself, and how its people are called.</summary>
public sealed class CompanyTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Whoever_may_edits_the_details_and_every_member_sees_them()
    {
        var account = await portal.NewAccount();
        var (editor, reader) = (await (await account.NewUser("company.edit")).SignIn(), await (await account.NewUser()).SignIn());
        (await reader.Put("/api/account", new { phone = "1" })).ShouldBeRefused(403, "request.privilege_missing");

        var changed = await editor.Put("/api/account", new { tradeName = "Andes", phone = "+56 2 2345 6789", email = "hola@andes.example", website = "https://andes.example" });

        (changed.Status, changed.ETag).ShouldBe((200, "\"2\""), changed.Text);
        var profile = (await reader.Get("/api/account"))["profile"];
        (profile.GetProperty("tradeName").GetString(), profile.GetProperty("website").GetString()).ShouldBe(("Andes", "https://andes.example"));
        (await editor.Put("/api/account", new { phone = "call me", email = "no", website = "javascript:alert(1)" })).Fields.Order().ShouldBe(["email", "phone", "website"]);
        var stale = await editor.Put("/api/account", new { tradeName = "Other" }, ("If-Match", "\"1\""));
        stale.ShouldBeRefused(412, "identity.company_changed");
        stale["current"].GetProperty("tradeName").GetString().ShouldBe("Andes");
        var stranger = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await stranger.Get("/api/account"))["profile"].GetProperty("tradeName").GetString().ShouldBe("");
        (await account.Audited($"account/{account.Id}")).Select(t => t.Action).ShouldBe(["identity.company_changed"]);
    }

    [Fact]
    public async Task The_page_keeps_what_was_typed_when_somebody_else_was_faster()
    {
        var account = await portal.NewAccount();
        var api = await (await account.NewAdministrator()).SignIn();
        using var browser = new Browser(portal.Portal, api);
        var page = await browser.Open("/company");
        await api.Put("/api/account", new { tradeName = "First" });

        var refused = await browser.Submit(page, "company", ("Form.TradeName", "Mine"));

        refused.Status.ShouldBe(409);
        refused.Html.ShouldContain("value=\"Mine\"");
        (await browser.Submit(refused, "company")).Location.ShouldBe("/company");
        (await api.Get("/api/account"))["profile"].GetProperty("tradeName").GetString().ShouldBe("Mine");
    }

    [Fact]
    public async Task An_administrator_gives_a_user_at_home_here_another_name()
    {
        var account = await portal.NewAccount();
        var (user, other) = (await account.NewUser(), await account.NewUser());
        var own = await user.SignIn();
        var api = await (await account.NewAdministrator()).SignIn();
        var (name, path) = (Staffing.NewName(), $"/api/collaborators/{user.Id}/user-name");
        (await (await (await account.NewUser("collaborators.manage")).SignIn()).Put(path, new { userName = name })).ShouldBeRefused(403, "identity.administrators_only");
        (await api.Put(path, new { userName = other.UserName.ToUpperInvariant() })).ShouldBeRefused(409, "identity.user_name_taken", "userName");
        (await api.Put(path, new { userName = "a b" })).ShouldBeRefused(400, "request.invalid", "userName");
        var stranger = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await stranger.Put(path, new { userName = name })).ShouldBeRefused(404, "identity.collaborator_unknown");

        using var browser = new Browser(portal.Portal, api);
        (await browser.Submit(await browser.Open($"/collaborators/{user.Id}"), "rename", ("Renamed.UserName", name))).Location.ShouldBe($"/collaborators/{user.Id}");

        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Status.ShouldBe(401);
        (await portal.Portal.TrySignIn(name, TestAccount.Password)).Status.ShouldBe(200);
        (await own.Get("/api/me"))["userName"].GetString().ShouldBe(name);
        (await account.Told("identity.UserRenamed")).Single().GetProperty("userName").GetString().ShouldBe(name);
    }
}
