using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity.SingleSignOn;

/// <summary>An account's administrator sees whom the provider knows, and makes it forget.</summary>
public sealed class SignOnLinkTests(Organisations organisations) : IClassFixture<Organisations>
{
    private readonly TestPortal _portal = organisations.Portal;

    [Fact]
    public async Task A_link_is_seen_and_removed_by_the_accounts_administrator_and_its_sessions_end()
    {
        var organisation = await organisations.NewOrganisation();
        var (user, email) = await organisation.NewMember("orders.view");
        var path = $"/api/collaborators/{user.Id}/single-sign-on";
        (await organisation.Administrator.Delete(path)).ShouldBeRefused(404, "identity.sso_not_linked");
        using var traveller = new Traveller(_portal);
        await traveller.Travel(email, OpenIdProvider.Login(email));
        var signedIn = _portal.NewApi(traveller.Session);
        var withPassword = await user.SignIn(_portal);

        var link = (await organisation.Administrator.Get(path))["links"].EnumerateArray().ShouldHaveSingleItem();
        link.GetProperty("issuer").GetString().ShouldBe(organisations.Provider.Issuer);
        using (var browser = new Browser(_portal, organisation.Administrator))
        {
            var page = await browser.Open($"/collaborators/{user.Id}");
            page.Text.ShouldContain(organisations.Provider.Issuer);
            var action = $"/collaborators/{user.Id}/single-sign-on-removal";
            (await browser.Send(action, page.Form(action))).Location.ShouldBe($"/collaborators/{user.Id}");
        }

        (await organisation.Administrator.Get(path))["links"].GetArrayLength().ShouldBe(0);
        (await signedIn.Get("/api/session")).Status.ShouldBe(401);
        (await withPassword.Get("/api/session")).Status.ShouldBe(200);
        (await organisation.Account.Audited($"user/{user.Id}")).Select(a => a.Action).ShouldBe(["identity.sso_linked", "identity.sso_unlinked"]);
        // Who the provider means now is found by the verified address again.
        using var again = new Traveller(_portal);
        await again.Travel(email, OpenIdProvider.Login(email));
        again.Session.ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_else_sees_or_removes_it()
    {
        var organisation = await organisations.NewOrganisation();
        var (user, email) = await organisation.NewMember();
        using var traveller = new Traveller(_portal);
        await traveller.Travel(email, OpenIdProvider.Login(email));
        var path = $"/api/collaborators/{user.Id}/single-sign-on";
        var stranger = await (await (await _portal.NewAccount()).NewAdministrator()).SignIn();
        var manager = await (await organisation.Account.NewUser("collaborators.manage")).SignIn();
        var member = await (await organisation.Account.NewUser()).SignIn();

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
        {
            (await stranger.Send(method, path, null)).ShouldBeRefused(404, "identity.collaborator_unknown");
            (await manager.Send(method, path, null)).ShouldBeRefused(403, "identity.administrators_only");
            (await member.Send(method, path, null)).ShouldBeRefused(403, "request.privilege_missing");
        }

        using var browser = new Browser(_portal, manager);
        (await browser.Open($"/collaborators/{user.Id}")).Text.ShouldNotContain(organisations.Provider.Issuer);
        (await organisation.Administrator.Get(path))["links"].GetArrayLength().ShouldBe(1);
    }
}
