using System.Text.Json;

namespace Modular.IntegrationTests.Identity;

public sealed class OwnSessionsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_sign_in_with_another_device_is_told_to_its_owner_once()
    {
        var user = await (await portal.NewAccount()).NewUser();
        const string firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", chrome = "Mozilla/5.0 (Windows NT 10.0) Chrome/150.0";
        foreach (var device in new[] { firefox, firefox, chrome, chrome, firefox })
            (await portal.Anonymous.Post("/api/session", new { user.UserName, TestAccount.Password }, ("User-Agent", device))).Status.ShouldBe(200);

        (await portal.Portal.Told(user, "new_device")).ShouldBe(1);
    }

    [Fact]
    public async Task Everybody_sees_their_own_sessions_and_which_one_this_is()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var signedIn = await portal.Anonymous.Post(
            "/api/session", new { user.UserName, TestAccount.Password }, ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"));
        var (here, elsewhere) = (portal.Portal.NewApi(signedIn["accessToken"].GetString()), await user.SignIn());
        (await elsewhere.Get("/api/me")).Status.ShouldBe(200);

        var sessions = (await here.Get("/api/me/sessions"))["items"].EnumerateArray().ToArray();
        sessions.Length.ShouldBe(2);
        var (this_, other) = (sessions.Single(IsThis), sessions.Single(s => !IsThis(s)));
        (this_.GetProperty("device").GetString(), this_.GetProperty("remoteAddress").GetString()).ShouldBe(("Firefox, Linux", "127.0.0.1"));
        other.GetProperty("device").ValueKind.ShouldBe(JsonValueKind.Null);
        other.GetProperty("lastSeenAt").GetDateTime().ShouldBeGreaterThan(other.GetProperty("createdAt").GetDateTime());
    }

    [Fact]
    public async Task Everybody_sees_the_attempts_to_sign_in_with_their_own_name_and_no_others()
    {
        var user = await (await portal.NewAccount()).NewUser();
        await portal.Portal.TrySignIn(user.UserName, "Wrong-guess-1");
        var api = await user.SignIn();

        (await api.Get("/api/me/sign-ins"))["items"].EnumerateArray().Select(i => i.GetProperty("outcome").GetString()).ShouldBe(["signed_in", "wrong_password"]);
        (await portal.Anonymous.Get("/api/me/sign-ins")).Status.ShouldBe(401);
        using var browser = new Browser(portal.Portal, api);
        (await browser.Open("/me/sessions")).Text.ShouldContain("Wrong password");
    }

    [Fact]
    public async Task One_session_ends_alone()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var (here, elsewhere, third) = (await user.SignIn(), await user.SignIn(), await user.SignIn());
        var id = (await elsewhere.Get("/api/me/sessions"))["items"].EnumerateArray().Single(IsThis).GetProperty("id").GetGuid();

        (await here.Delete($"/api/me/sessions/{id}")).Status.ShouldBe(204);
        (await elsewhere.Get("/api/me")).Status.ShouldBe(401);
        (await third.Get("/api/me")).Status.ShouldBe(200);
        (await here.Delete($"/api/me/sessions/{id}")).Code.ShouldBe("identity.session_unknown");
        (await portal.Portal.Audited("identity.sessions_ended", user)).ShouldBe(1);
    }

    [Fact]
    public async Task Signing_out_everywhere_leaves_this_one_alone()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var (here, elsewhere, third) = (await user.SignIn(), await user.SignIn(), await user.SignIn());
        (await here.Delete("/api/me/sessions")).Status.ShouldBe(204);
        (await elsewhere.Get("/api/me")).Status.ShouldBe(401);
        (await third.Get("/api/me")).Status.ShouldBe(401);
        (await here.Get("/api/me/sessions"))["items"].GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_ends_a_strangers_session()
    {
        var account = await portal.NewAccount();
        var (mine, theirs) = (await (await account.NewAdministrator()).SignIn(), await (await account.NewUser()).SignIn());
        var id = (await theirs.Get("/api/me/sessions"))["items"][0].GetProperty("id").GetGuid();
        (await mine.Delete($"/api/me/sessions/{id}")).Status.ShouldBe(404);
        (await theirs.Get("/api/me")).Status.ShouldBe(200);
        (await portal.Anonymous.Delete($"/api/me/sessions/{id}")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_page_lists_them_and_ends_them()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var (here, elsewhere) = (await user.SignIn(), await user.SignIn());
        using var browser = new Browser(portal.Portal, here);
        var page = await browser.Open("/me/sessions");
        page.Text.ShouldContain("Sign out everywhere else");
        (await browser.Send("/me/sessions/end", page.Form("/me/sessions/end"))).Location.ShouldBe("/me/sessions");
        (await elsewhere.Get("/api/me")).Status.ShouldBe(401);
        (await here.Get("/api/me")).Status.ShouldBe(200);
    }

    private static bool IsThis(JsonElement session) => session.GetProperty("isThis").GetBoolean();
}
