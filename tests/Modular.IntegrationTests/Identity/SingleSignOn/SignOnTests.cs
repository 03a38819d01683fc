using System.Text.Json;
using System.Web;
using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity.SingleSignOn;

/// <summary>The round trip over the organisation's provider, as a browser without scripts makes it.</summary>
public sealed class SignOnTests(Organisations organisations) : IClassFixture<Organisations>
{
    private readonly TestPortal _portal = organisations.Portal;

    [Fact]
    public async Task A_member_comes_back_signed_in_to_the_page_that_was_wanted_and_the_trail_tells()
    {
        var organisation = await organisations.NewOrganisation();
        var (user, email) = await organisation.NewMember("orders.view");
        using var traveller = new Traveller(_portal);

        var back = await traveller.Travel(email, OpenIdProvider.Login(email), "/orders?status=open");

        (back.Status, back.Location).ShouldBe((302, "/orders?status=open"), back.Text);
        var api = _portal.NewApi(traveller.Session);
        var session = await api.Get("/api/session");
        (session["user"].GetProperty("userName").GetString(), session["account"].GetProperty("id").GetGuid()).ShouldBe((user.UserName, organisation.Account.Id));
        (await api.Get("/api/orders")).Status.ShouldBe(200);
        (await organisation.Administrator.Get($"/api/collaborators/{user.Id}/sign-ins"))["items"][0].GetProperty("outcome").GetString().ShouldBe("single_sign_on");
        (await organisation.Account.Audited($"user/{user.Id}")).ShouldContain(a => a.Action == "identity.sso_linked");
        (await organisation.Account.Audited($"single-sign-on/{organisation.Account.Id}")).Select(a => a.Action)
            .ShouldBe(["identity.sso_requested", "identity.sso_enabled"]);
    }

    [Fact]
    public async Task Later_the_subject_counts_and_not_the_address()
    {
        var organisation = await organisations.NewOrganisation();
        var (user, email) = await organisation.NewMember();
        var login = OpenIdProvider.Login(email);
        using (var first = new Traveller(_portal)) (await first.Travel(organisation.Account.Name, login)).Status.ShouldBe(302);
        await _portal.Db.Execute("UPDATE identity.users SET email = 'elsewhere@test.example' WHERE id = @Id", new { user.Id });

        using var again = new Traveller(_portal);
        (await again.Travel(organisation.Account.Name, login)).Status.ShouldBe(302);
        again.Session.ShouldNotBeNull();

        // Whoever gets the address afterwards is not the one who had it.
        await _portal.Db.Execute("UPDATE identity.users SET email = @email WHERE id = @Id", new { email, user.Id });
        using var other = new Traveller(_portal);
        (await other.Travel(email, OpenIdProvider.Login(email))).Text.ShouldContain("no member of this account");
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("no-nonce")]
    [InlineData("audience")]
    [InlineData("two-audiences")]
    [InlineData("issuer")]
    [InlineData("expired")]
    [InlineData("signature")]
    [InlineData("unsigned")]
    [InlineData("shared-secret")]
    public async Task An_id_token_that_proves_nothing_is_refused(string fault)
    {
        var organisation = await organisations.NewOrganisation();
        var (_, email) = await organisation.NewMember();
        using var traveller = new Traveller(_portal);

        var back = await traveller.Travel(email, OpenIdProvider.Login(email, fault: fault));

        (back.Status, traveller.Session).ShouldBe((403, null), back.Text);
        back.Text.ShouldContain("cannot be trusted");
    }

    [Fact]
    public async Task A_return_counts_once_in_the_browser_that_left_and_with_its_own_state()
    {
        var organisation = await organisations.NewOrganisation();
        var (_, email) = await organisation.NewMember();
        using var traveller = new Traveller(_portal);
        var back = await OpenIdProvider.SignIn(await traveller.Leave(email), OpenIdProvider.Login(email));

        using (var thief = new Traveller(_portal))
        {
            (await thief.Get(back.PathAndQuery)).Text.ShouldContain("Begin again");
            await thief.Leave(email);
            (await thief.Get(back.PathAndQuery)).Text.ShouldContain("Begin again");
            // The thief's own state with the other's code: the provider knows whose challenge it was.
            var own = HttpUtility.ParseQueryString((await thief.Leave(email)).Query)["state"];
            var mixed = HttpUtility.ParseQueryString(back.Query);
            mixed["state"] = own;
            (await thief.Get($"{back.AbsolutePath}?{mixed}")).Status.ShouldBe(403);
            thief.Session.ShouldBeNull();
        }

        var ticket = traveller.Ticket;
        (await traveller.Get(back.PathAndQuery)).Status.ShouldBe(302);
        (await traveller.Get(back.PathAndQuery)).Text.ShouldContain("Begin again");
        // Even with the cookie of then: the provider takes a code once.
        traveller.Ticket = ticket;
        var replayed = await traveller.Get(back.PathAndQuery);
        (replayed.Status, replayed.Location).ShouldBe((403, null), replayed.Text);
        (await traveller.Get("/sign-in/organisation/callback?error=access_denied")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_return_after_ten_minutes_or_after_the_settings_changed_is_refused()
    {
        using (var slow = new Traveller(_portal))
        {
            var (_, address) = await (await organisations.NewOrganisation()).NewMember();
            var arriving = await OpenIdProvider.SignIn(await slow.Leave(address), OpenIdProvider.Login(address));
            organisations.Time.By = TimeSpan.FromMinutes(10.1);
            (await slow.Get(arriving.PathAndQuery)).Text.ShouldContain("Begin again");
            organisations.Time.By = TimeSpan.Zero;
        }

        var organisation = await organisations.NewOrganisation();
        var (_, email) = await organisation.NewMember();
        using var traveller = new Traveller(_portal);
        var late = await OpenIdProvider.SignIn(await traveller.Leave(email), OpenIdProvider.Login(email));
        (await organisation.Ask(organisations.Provider, secret: null, provesFactor: true)).Status.ShouldBe(200);
        (await traveller.Get(late.PathAndQuery)).Text.ShouldContain("Begin again");
    }

    [Fact]
    public async Task Who_is_no_member_or_whose_address_proves_nothing_is_told_so()
    {
        var organisation = await organisations.NewOrganisation();
        var (_, email) = await organisation.NewMember();
        var foreign = await organisation.Account.NewUser();
        foreach (var login in (string[])
            [
                OpenIdProvider.Login("nobody@" + organisation.Domain),
                OpenIdProvider.Login(email, verified: false),
                // A member, but of a domain that this provider does not speak for.
                OpenIdProvider.Login(foreign.EmailOf()),
            ])
        {
            using var traveller = new Traveller(_portal);
            var back = await traveller.Travel(email, login);
            (back.Status, traveller.Session).ShouldBe((403, null), login);
            back.Text.ShouldContain("no member of this account");
        }
    }

    [Fact]
    public async Task A_provider_speaks_for_its_own_account_alone()
    {
        var (organisation, other) = (await organisations.NewOrganisation(), await organisations.NewOrganisation());
        var (victim, email) = await other.NewMember("orders.view");
        await _portal.Db.Execute(
            "UPDATE identity.users SET email = @email WHERE id = @Id", new { email = $"{victim.UserName}@{organisation.Domain}", victim.Id });
        using var traveller = new Traveller(_portal);
        (await traveller.Travel(organisation.Domain, OpenIdProvider.Login($"{victim.UserName}@{organisation.Domain}"))).Status.ShouldBe(403);

        await organisation.Account.Join(victim);
        (await traveller.Travel(organisation.Domain, OpenIdProvider.Login($"{victim.UserName}@{organisation.Domain}"))).Status.ShouldBe(302);

        // A member of both: in by one's provider, not over to the other account, and no way to what is the user's everywhere.
        var api = _portal.NewApi(traveller.Session);
        (await api.Get("/api/session"))["account"].GetProperty("id").GetGuid().ShouldBe(organisation.Account.Id);
        (await api.Put("/api/session/account", new { accountId = other.Account.Id })).ShouldBeRefused(403, "identity.sso_one_account");
        (await api.Patch("/api/me", new { email = "mine@test.example" })).ShouldBeRefused(403, "identity.sso_keeps_email", "email");
    }

    [Fact]
    public async Task Who_waits_or_was_shut_out_is_refused_as_with_a_password()
    {
        var organisation = await organisations.NewOrganisation();
        var (user, email) = await organisation.NewMember();
        var login = OpenIdProvider.Login(email);
        using var traveller = new Traveller(_portal);
        (await traveller.Travel(email, login)).Status.ShouldBe(302);
        var inside = _portal.NewApi(traveller.Session);

        (await organisation.Administrator.Put($"/api/collaborators/{user.Id}/active", new { active = false })).Status.ShouldBe(200);

        (await inside.Get("/api/orders")).Status.ShouldBe(401);
        var back = await traveller.Travel(email, login);
        (back.Status, back.Text.Contains("deactivated", StringComparison.OrdinalIgnoreCase)).ShouldBe((403, true), back.Text);
        await _portal.Db.Execute("UPDATE identity.memberships SET status = 'waiting' WHERE user_id = @Id", new { user.Id });
        (await traveller.Travel(email, login)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task The_link_back_never_leads_off_this_site()
    {
        var organisation = await organisations.NewOrganisation();
        var (_, email) = await organisation.NewMember();
        foreach (var evil in (string[])["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
        {
            using var traveller = new Traveller(_portal);
            (await traveller.Travel(email, OpenIdProvider.Login(email, name: "one"), evil)).Location.ShouldBe("/");
        }
    }

    [Fact]
    public async Task What_was_typed_tells_nothing_about_people()
    {
        var organisation = await organisations.NewOrganisation();
        var (user, email) = await organisation.NewMember();
        using var traveller = new Traveller(_portal);
        (await traveller.Leave("nobody-at-all@" + organisation.Domain)).Host.ShouldBe((await traveller.Leave(email)).Host);
        foreach (var text in (string[])[user.UserName, "x@unknown.example", "unknown.example", "no such"])
        {
            var refused = await traveller.Ask(text);
            (refused.Status, refused.Text.Contains("No organisation's sign-in belongs to this", StringComparison.Ordinal)).ShouldBe((400, true), text);
            refused.Html.ShouldContain($"value=\"{text}\"");
        }
    }

    [Fact]
    public async Task A_provider_that_puts_the_address_into_its_token_and_one_with_new_keys_are_understood()
    {
        int port;
        Organisation organisation;
        (TestUser User, string Email) member;
        await using (var first = await OpenIdProvider.Start(_portal, claimsIn: "id-token"))
        {
            port = first.Port;
            organisation = await organisations.NewOrganisation(provider: first);
            member = await organisation.NewMember();
            using var traveller = new Traveller(_portal);
            (await traveller.Travel(member.Email, OpenIdProvider.Login(member.Email, name: "same"))).Status.ShouldBe(302);
        }

        // The same provider with other keys, that the portal has not seen and cannot expect.
        await using var second = await OpenIdProvider.Start(_portal, port);
        var before = organisations.Time.By;
        organisations.Time.By += TimeSpan.FromSeconds(6);
        using var later = new Traveller(_portal);
        (await later.Travel(member.Email, OpenIdProvider.Login(member.Email, name: "same"))).Status.ShouldBe(302);
        organisations.Time.By = before;
    }

    [Fact]
    public async Task A_provider_that_is_away_is_told_and_breaks_nothing()
    {
        Organisation organisation;
        await using (var gone = await OpenIdProvider.Start(_portal)) organisation = await organisations.NewOrganisation(provider: gone);
        organisations.Time.By += TimeSpan.FromMinutes(11);
        using var traveller = new Traveller(_portal);
        var refused = await traveller.Ask("x@" + organisation.Domain);
        organisations.Time.By = TimeSpan.Zero;
        (refused.Status, refused.Text.Contains("does not answer", StringComparison.Ordinal)).ShouldBe((409, true), refused.Text);
    }
}
