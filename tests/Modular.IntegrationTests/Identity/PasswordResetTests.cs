using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Identity;

public sealed class PasswordResetTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task The_answer_is_the_same_whether_name_and_email_belong_together_or_not()
    {
        var account = await portal.NewAccount();
        var (user, other) = (await account.NewUser(), await account.NewUser());
        var known = await Ask(user.UserName, user.EmailOf());
        var unknown = await Ask($"nobody-{Guid.NewGuid():N}", user.EmailOf());
        var mixed = await Ask(user.UserName, other.EmailOf());

        known.Status.ShouldBe(202);
        foreach (var answer in new[] { unknown, mixed })
        {
            (answer.Status, answer.Text).ShouldBe((known.Status, known.Text));
            answer.Headers.Keys.Order().ShouldBe(known.Headers.Keys.Order());
        }

        await Delivered();
        (await portal.Portal.Audited("identity.temporary_password_issued", user)).ShouldBe(1, "only where both belong together");
        (await portal.Portal.Audited("identity.temporary_password_issued", other)).ShouldBe(0);
    }

    [Theory]
    [InlineData("", "a@b.example", "userName")]
    [InlineData("somebody", "", "email")]
    public async Task Both_must_be_given(string userName, string email, string field)
    {
        var answer = await Ask(userName, email);
        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe([field]);
    }

    [Fact]
    public async Task The_old_password_goes_on_until_the_temporary_one_is_used()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var temporary = await portal.Portal.TemporaryPassword(user);
        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Status.ShouldBe(200, "a stranger's request locks nobody out");

        (await portal.Portal.TrySignIn(user.UserName, temporary)).Status.ShouldBe(200);
        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Code.ShouldBe("identity.wrong_credentials");
    }

    [Fact]
    public async Task A_temporary_password_lets_in_to_change_it_and_to_nothing_else()
    {
        var account = await portal.NewAccount();
        var user = await account.NewAdministrator();
        var temporary = await portal.Portal.TemporaryPassword(user);
        var api = await portal.Portal.SignIn(user, temporary);

        foreach (var path in new[] { "/api/me", "/api/me/sessions", "/api/baskets", "/api/orders", $"/api/collaborators/{user.Id}/sign-ins" })
        {
            var refused = await api.Get(path);
            (refused.Status, refused.Code).ShouldBe((403, "identity.password_change_required"), path);
        }

        (await api.Post("/api/baskets", new { name = "Mine" })).Code.ShouldBe("identity.password_change_required");
        var session = await api.Get("/api/session");
        (session["privileges"].GetArrayLength(), session["pending"].GetString()).ShouldBe((0, "identity.password_change_required"));
        using var browser = new Browser(portal.Portal, api);
        foreach (var path in new[] { "/", "/baskets", "/me" }) (await browser.Open(path)).Location.ShouldBe("/me/password", path);
        (await browser.Open("/me/password")).Text.ShouldContain("Your password is temporary");

        (await api.ChangePassword(temporary, TestAccount.Password)).Code.ShouldBe("identity.password_used_before");
        (await api.ChangePassword(temporary, "Zebra-crossing-7")).Status.ShouldBe(204);
        (await api.Get("/api/baskets")).Status.ShouldBe(200, "the same session may do everything now");
        (await portal.Portal.TrySignIn(user.UserName, temporary)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task After_its_time_the_temporary_password_is_worth_nothing()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var temporary = await portal.Portal.TemporaryPassword(user);
        await portal.Portal.Db.Execute("UPDATE identity.users SET reset_valid_until = now() - interval '1 second' WHERE id = @Id", new { user.Id });

        var refused = await portal.Portal.TrySignIn(user.UserName, temporary);
        (refused.Status, refused.Code).ShouldBe((403, "identity.temporary_password_expired"));
        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Status.ShouldBe(200);
        (await portal.Portal.Db.Many<string>("SELECT outcome FROM identity.sign_in_attempts WHERE user_id = @Id ORDER BY id", new { user.Id }))
            .ShouldBe(["expired", "signed_in"]);
    }

    [Fact]
    public async Task Who_asks_too_often_gets_the_same_answer_and_no_further_password()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var answers = new List<Answer>();
        for (var i = 0; i < 6; i++) answers.Add(await Ask(user.UserName.ToUpperInvariant(), user.EmailOf()));
        answers.Select(a => (a.Status, a.Text)).Distinct().Count().ShouldBe(1);
        await Delivered();
        (await portal.Portal.Audited("identity.temporary_password_issued", user)).ShouldBe(3);
    }

    [Fact]
    public async Task Who_does_not_know_the_email_uses_up_nobodys_allowance()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var wrong = new List<Answer>();
        for (var i = 0; i < 5; i++) wrong.Add(await Ask(user.UserName, $"x{i / 4}@evil.example"));

        var right = await Ask(user.UserName, user.EmailOf().ToUpperInvariant());

        wrong.Append(right).Select(a => (a.Status, a.Text)).Distinct().Count().ShouldBe(1);
        await Delivered();
        (await portal.Portal.Audited("identity.temporary_password_issued", user)).ShouldBe(1);
    }

    [Fact]
    public async Task One_address_asks_only_so_often_however_many_pairs_it_tries()
    {
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase(), "Identity:ResetsPerAddress=2");
        for (var i = 0; i < 4; i++) (await own.Anonymous.Post("/api/password-reset", new { userName = $"u{i}", email = "a@b.example" })).Status.ShouldBe(202);
        (await own.Db.One<int>("SELECT count(*)::int FROM identity.password_resets")).ShouldBe(2);
    }

    [Fact]
    public async Task The_page_is_open_to_visitors_and_linked_from_signing_in()
    {
        var signIn = await portal.Anonymous.Get("/sign-in", ("Accept-Language", "pt-BR"));
        signIn.Text.ShouldContain("href=\"/forgotten-password\"");
        var words = System.Net.WebUtility.HtmlDecode(signIn.Text);
        foreach (var label in new[] { "Nome do usuário", "Senha", "Esqueceu sua senha?" }) words.ShouldContain(label);
        (await portal.Anonymous.Get("/forgotten-password")).Status.ShouldBe(200);
    }

    private Task<Answer> Ask(string userName, string email) => portal.Anonymous.Post("/api/password-reset", new { userName, email });

    private Task Delivered() => Eventually.True(
        async () => !await portal.Portal.Db.One<bool>(
            "SELECT EXISTS (SELECT FROM platform.outbox WHERE type = 'identity.PasswordResetAsked' AND delivered_at IS NULL AND dead_at IS NULL)"),
        "the requests to be looked at");
}
