using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity.SingleSignOn;

/// <summary>Passwords beside single sign-on, the second factor, and the end of trust.</summary>
public sealed class SignOnRulesTests(Organisations organisations) : IClassFixture<Organisations>
{
    private readonly TestPortal _portal = organisations.Portal;

    [Fact]
    public async Task Where_passwords_are_off_members_are_told_the_way_and_administrators_keep_theirs()
    {
        var organisation = await organisations.NewOrganisation(passwordsAllowed: false);
        var (user, email) = await organisation.NewMember();
        (await _portal.TrySignIn(user.UserName, TestAccount.Password)).ShouldBeRefused(403, "identity.sso_only");
        (await _portal.TrySignIn(user.UserName, "wrong")).ShouldBeRefused(401, "identity.wrong_credentials");
        await (await organisation.Account.NewAdministrator()).SignIn();
        using var traveller = new Traveller(_portal);
        (await traveller.Travel(email, OpenIdProvider.Login(email))).Status.ShouldBe(302);

        // A password leads into another account of the same user, and not from there into this one.
        var other = await _portal.NewAccount();
        await other.Join(user);
        var elsewhere = await user.SignIn();
        (await elsewhere.Get("/api/session"))["account"].GetProperty("id").GetGuid().ShouldBe(other.Id);
        (await elsewhere.Put("/api/session/account", new { accountId = organisation.Account.Id })).ShouldBeRefused(404, "identity.account_unknown", "accountId");

        (await organisation.Administrator.Delete("/api/single-sign-on")).Status.ShouldBe(204);
        (await _portal.TrySignIn(user.UserName, TestAccount.Password)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_unless_the_organisation_proves_it()
    {
        var organisation = await organisations.NewOrganisation();
        var (user, email) = await organisation.NewMember("orders.view");
        var (_, codes) = await SecondFactorTests.TurnOn(await user.SignIn());
        var login = OpenIdProvider.Login(email);
        using var traveller = new Traveller(_portal);

        var back = await traveller.Travel(email, login, "/orders");
        (back.Location, traveller.Session).ShouldBe(("/sign-in/organisation/code", null));
        var page = await traveller.Get(back.Location!);
        var wrong = await traveller.Submit(page, "code", ("Input.Code", "000000"));
        (wrong.Status, traveller.Session).ShouldBe((400, null), wrong.Text);
        (await traveller.Submit(wrong with { Path = back.Location! }, "code", ("Input.Code", codes[0]))).Location.ShouldBe("/orders");
        (await _portal.NewApi(traveller.Session).Get("/api/orders")).Status.ShouldBe(200);

        // That the provider proves it is for the distributor to look at.
        (await organisation.Ask(organisations.Provider, provesFactor: true, secret: null))["status"].GetString().ShouldBe("requested");
        (await organisations.Staff.Put($"/api/single-sign-on/requests/{organisation.Account.Id}/decision", new { enable = true, reason = "It does." }))
            .Status.ShouldBeInRange(200, 204);
        using var proved = new Traveller(_portal);
        (await proved.Travel(email, login, "/orders")).Location.ShouldBe("/orders");
    }

    [Fact]
    public async Task The_accounts_rule_of_a_second_factor_is_met_by_a_provider_that_proves_it_only()
    {
        foreach (var proves in (bool[])[false, true])
        {
            var organisation = await organisations.NewOrganisation(provesFactor: proves);
            var (_, email) = await organisation.NewMember("orders.view");
            (await organisation.Administrator.Put("/api/account/second-factor", new { required = true })).Status.ShouldBe(204);
            using var traveller = new Traveller(_portal);
            (await traveller.Travel(email, OpenIdProvider.Login(email))).Status.ShouldBe(302);
            (await _portal.NewApi(traveller.Session).Get("/api/orders")).Status.ShouldBe(proves ? 200 : 403);
        }
    }

    [Fact]
    public async Task What_is_a_members_everywhere_asks_for_the_members_own_sign_in()
    {
        var organisation = await organisations.NewOrganisation();
        var (user, email) = await organisation.NewMember("orders.view");
        using var traveller = new Traveller(_portal);
        (await traveller.Travel(email, OpenIdProvider.Login(email))).Status.ShouldBe(302);
        var api = _portal.NewApi(traveller.Session);
        (await api.Get("/api/me/personal-data")).Status.ShouldBe(200);

        await (await _portal.NewAccount()).Join(user);

        (await api.Get("/api/me/personal-data")).ShouldBeRefused(403, "identity.sso_own_sign_in_needed");
        (await api.Post("/api/me/second-factor")).ShouldBeRefused(403, "identity.sso_own_sign_in_needed");
        (await api.Put("/api/me/second-factor", new { code = "123456" })).ShouldBeRefused(403, "identity.sso_own_sign_in_needed");
        (await api.Get("/api/session"))["accounts"].GetArrayLength().ShouldBe(1);
        (await (await user.SignIn(_portal)).Get("/api/me/personal-data")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Refused_withdrawn_or_changed_its_sessions_end_and_nobody_comes_in()
    {
        foreach (var end in (Func<Organisation, Task<Answer>>[])
            [
                o => organisations.Staff.Put($"/api/single-sign-on/requests/{o.Account.Id}/decision", new { enable = false, reason = "Contract ended." }),
                o => o.Administrator.Delete("/api/single-sign-on"),
                o => o.Ask(organisations.Provider, secret: "another"),
            ])
        {
            var organisation = await organisations.NewOrganisation(passwordsAllowed: false);
            var (user, email) = await organisation.NewMember("orders.view");
            using var traveller = new Traveller(_portal);
            (await traveller.Travel(email, OpenIdProvider.Login(email))).Status.ShouldBe(302);
            var api = _portal.NewApi(traveller.Session);
            (await api.Get("/api/orders")).Status.ShouldBe(200);
            var leaving = await OpenIdProvider.SignIn(await traveller.Leave(email), OpenIdProvider.Login(email, name: "one"));

            (await end(organisation)).Status.ShouldBeInRange(200, 204);

            (await api.Get("/api/orders")).Status.ShouldBe(401);
            (await traveller.Ask(email)).Status.ShouldBe(400);
            (await traveller.Get(leaving.PathAndQuery)).Status.ShouldBe(400);
            (await _portal.TrySignIn(user.UserName, TestAccount.Password)).Status.ShouldBe(200);
        }
    }
}
