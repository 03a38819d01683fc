namespace Modular.IntegrationTests.Identity;

public sealed class ChangePasswordTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Wanted = "Zebra-crossing-7";

    [Fact]
    public async Task Nobody_changes_a_password() =>
        (await portal.Anonymous.ChangePassword(TestAccount.Password, Wanted)).Status.ShouldBe(401);

    [Fact]
    public async Task The_new_one_opens_and_the_old_one_does_not_any_more()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var (here, elsewhere) = (await user.SignIn(), await user.SignIn());
        (await elsewhere.Get("/api/me")).Status.ShouldBe(200);

        (await here.ChangePassword(TestAccount.Password, Wanted)).Status.ShouldBe(204);

        (await here.Get("/api/me")).Status.ShouldBe(200, "the session that changed it goes on");
        (await elsewhere.Get("/api/me")).Status.ShouldBe(401, "every other one ends");
        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Code.ShouldBe("identity.wrong_credentials");
        (await portal.Portal.TrySignIn(user.UserName, Wanted)).Status.ShouldBe(200);
        (await portal.Portal.Audited("identity.password_changed", user)).ShouldBe(1);
        (await portal.Portal.Told(user, "password_changed")).ShouldBe(1);
        (await portal.Portal.Db.One<int>("SELECT count(*)::int FROM platform.audit WHERE (before::text || after::text) ILIKE '%zebra%'")).ShouldBe(0);
    }

    [Theory]
    [InlineData("short1", "identity.password_shape")]
    [InlineData("Password123", "identity.password_well_known")]
    [InlineData(TestAccount.Password, "identity.password_used_before")]
    [InlineData("x-{name}-X1", "identity.password_has_name")]
    public async Task What_breaks_the_rule_is_refused_at_its_field(string wanted, string code)
    {
        var user = await (await portal.NewAccount()).NewUser();
        var api = await user.SignIn();
        var answer = await api.ChangePassword(TestAccount.Password, wanted.Replace("{name}", user.UserName, StringComparison.Ordinal));
        (answer.Status, answer.Code).ShouldBe((400, code), answer.Text);
        answer.Fields.ShouldBe(["newPassword"]);
        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Every_earlier_password_is_refused_not_only_the_last()
    {
        var api = await (await (await portal.NewAccount()).NewUser()).SignIn();
        string[] had = [TestAccount.Password, "Zebra-1-first", "Zebra-2-second", "Zebra-3-third"];
        for (var i = 1; i < had.Length; i++) (await api.ChangePassword(had[i - 1], had[i])).Status.ShouldBe(204);
        foreach (var earlier in had)
            (await api.ChangePassword(had[^1], earlier)).Code.ShouldBe("identity.password_used_before", earlier);
    }

    [Fact]
    public async Task An_open_session_is_no_way_to_find_out_the_password()
    {
        var api = await (await (await portal.NewAccount()).NewUser()).SignIn();
        for (var i = 0; i < 5; i++)
        {
            var wrong = await api.ChangePassword("Wrong-guess-" + i, Wanted);
            (wrong.Code, string.Join(',', wrong.Fields)).ShouldBe(("identity.password_wrong", "currentPassword"));
        }

        (await api.ChangePassword(TestAccount.Password, Wanted)).Code.ShouldBe("identity.locked");
    }

    [Fact]
    public async Task The_page_changes_it_too_and_says_what_is_wrong()
    {
        var user = await (await portal.NewAccount()).NewUser();
        using var browser = new Browser(portal.Portal, await user.SignIn());
        var page = await browser.Open("/me/password");

        var refused = await browser.Submit(page, "password", ("Input.CurrentPassword", TestAccount.Password), ("Input.NewPassword", "zebra"));
        refused.Status.ShouldBe(400);
        refused.Text.ShouldContain("At least 6 characters");

        var done = await browser.Submit(page, "password", ("Input.CurrentPassword", TestAccount.Password), ("Input.NewPassword", Wanted));
        (done.Status, done.Location).ShouldBe((302, "/me"));
        (await portal.Portal.TrySignIn(user.UserName, Wanted)).Status.ShouldBe(200);
    }
}
