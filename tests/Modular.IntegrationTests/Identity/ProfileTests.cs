using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

public sealed class ProfileTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Nobody_has_no_profile() => (await portal.Anonymous.Get("/api/me")).Status.ShouldBe(401);

    [Fact]
    public async Task What_is_named_changes_and_the_rest_stays()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var api = await user.SignIn();
        var changed = await api.Patch("/api/me", new { displayName = " Ana Contreras ", language = "pt-BR" });
        changed.Status.ShouldBe(200, changed.Text);

        var mine = await api.Get("/api/me");
        mine["displayName"].GetString().ShouldBe("Ana Contreras");
        mine["language"].GetString().ShouldBe("pt-BR");
        mine["email"].GetString().ShouldBe(user.EmailOf());
        mine["userName"].GetString().ShouldBe(user.UserName);
        (await api.Get("/api/session"))["user"].GetProperty("displayName").GetString().ShouldBe("Ana Contreras");
        (await portal.Portal.Audited("identity.profile_changed", user)).ShouldBe(1);
    }

    [Fact]
    public async Task The_address_changes_only_with_the_password_and_the_old_one_is_told()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var api = await user.SignIn();
        (await api.Patch("/api/me", new { email = "x@test.example" })).ShouldBeRefused(400, "identity.password_for_email", "currentPassword");
        (await api.Patch("/api/me", new { email = "x@test.example", currentPassword = "Wrong-1234" })).ShouldBeRefused(400, "identity.password_wrong", "currentPassword");
        (await api.Get("/api/me"))["email"].GetString().ShouldBe(user.EmailOf());

        (await api.Patch("/api/me", new { email = "x@test.example", currentPassword = TestAccount.Password })).Status.ShouldBe(200);

        var told = (await user.Account.Told("identity.EmailChanged")).ShouldHaveSingleItem();
        (told.GetProperty("oldEmail").GetString(), told.GetProperty("newEmail").GetString()).ShouldBe((user.EmailOf(), "x@test.example"));
    }

    [Theory]
    [InlineData("displayName", "")]
    [InlineData("displayName", "two\nlines")]
    [InlineData("email", "no address")]
    [InlineData("language", "fr")]
    public async Task What_cannot_be_is_refused_at_its_field(string field, string value)
    {
        var api = await (await (await portal.NewAccount()).NewUser()).SignIn();
        var refused = await api.Patch("/api/me", new Dictionary<string, string> { [field] = value });
        refused.Status.ShouldBe(400, refused.Text);
        refused.Fields.ShouldBe([field]);
    }

    [Fact]
    public async Task The_language_chosen_in_the_frame_is_the_users_from_then_on()
    {
        var api = await (await (await portal.NewAccount()).NewUser()).SignIn();
        using var browser = new Browser(portal.Portal, api);
        var page = await browser.Open("/me");
        var fields = page.Form("/session/language").Where(f => f.Name != "culture").Append(("culture", "es"));
        (await browser.Send("/session/language", fields)).Status.ShouldBe(302);
        (await api.Get("/api/me"))["language"].GetString().ShouldBe("es");
        (await browser.Open("/me")).Text.ShouldContain("Información del perfil");
    }

    [Fact]
    public async Task The_page_saves_the_profile()
    {
        var api = await (await (await portal.NewAccount()).NewUser()).SignIn();
        using var browser = new Browser(portal.Portal, api);
        var page = await browser.Open("/me");
        var refused = await browser.Submit(page, "profile", ("Input.Email", "nowhere"));
        refused.Status.ShouldBe(400);
        (await browser.Submit(page, "profile", ("Input.DisplayName", "Diego"), ("Input.Email", "diego@rio.example"), ("Input.CurrentPassword", TestAccount.Password))).Location.ShouldBe("/me");
        (await api.Get("/api/me"))["email"].GetString().ShouldBe("diego@rio.example");
    }
}
