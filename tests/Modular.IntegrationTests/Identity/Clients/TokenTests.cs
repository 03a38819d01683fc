using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Identity.Clients;

/// <summary><c>POST /oauth2/token</c>, as a program of an account asks it.</summary>
public sealed class TokenTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_program_places_an_order_with_its_token_and_histories_tell_its_name()
    {
        var (account, administrator) = await Administrator();
        var program = await administrator.NewProgram([.. Shop.Buyer]);
        var asked = await portal.Portal.AskToken(program);
        (asked.Status, asked["token_type"].GetString(), asked["expires_in"].GetInt32()).ShouldBe((200, "Bearer", 3600));
        asked["scope"].GetString()!.Split(' ').ShouldBe(Shop.Buyer.Order(StringComparer.Ordinal));
        asked.Headers["Cache-Control"].ShouldBe("no-store");
        var api = portal.Portal.NewApi(asked["access_token"].GetString());

        var basket = await api.NewBasket("public", (await portal.Portal.NewProduct(), 2));
        await api.Placed(basket);

        (await administrator.Get("/api/orders"))["total"].GetInt32().ShouldBe(1);
        (await administrator.Get($"/api/baskets/{basket}/changes")).Text.ShouldContain("ERP");
        var trail = await account.Portal.Db.One<int>(
            "SELECT count(*)::int FROM platform.audit WHERE account_id = @AccountId AND user_id = @Id AND action LIKE 'ordering.%'",
            new { AccountId = account.Id, program.Id });
        trail.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Credentials_in_the_header_are_as_good_as_in_the_form_and_as_in_the_vendors_query()
    {
        var (_, administrator) = await Administrator();
        var program = await administrator.NewProgram("orders.view");
        (await portal.Portal.AskBasic(program.ClientId, program.Secret)).Status.ShouldBe(200);
        (await portal.Portal.AskBasic(program.ClientId, program.Secret, ("client_id", program.ClientId))).Status.ShouldBe(200);

        var query = await portal.Anonymous.Get(
            $"/oauth/oauth20/token?grant_type=client_credentials&client_id={program.ClientId}&client_secret={program.Secret}");

        query.Status.ShouldBe(200, query.Text);
        (await portal.Portal.NewApi(query["access_token"].GetString()).Get("/api/orders")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_program_does_nothing_that_a_person_must_do_and_acts_for_nobody()
    {
        var staff = await portal.NewStaff();
        var customer = await portal.NewAccount();
        var user = await customer.NewUser();
        var program = await portal.Portal.Enter(await staff.NewProgram("accounts.act", "collaborators.manage"));
        (await program.Post("/api/session/behalf", new { accountId = customer.Id, reason = "To look after it" })).ShouldBeRefused(403, "request.people_only");
        (await program.Delete($"/api/collaborators/{user.Id}/lock")).ShouldBeRefused(403, "request.people_only");
        (await program.Put("/api/account/second-factor", new { required = true })).ShouldBeRefused(403, "request.people_only");
        // As if it had got that far all the same.
        await portal.Portal.Db.Execute(
            """
            UPDATE identity.sessions SET behalf_account_id = @Id, behalf_reason = 'x', behalf_since = now(), behalf_until = now() + interval '1 hour'
            WHERE token_hash = sha256(convert_to(@token, 'UTF8'))
            """,
            new { customer.Id, token = program.Http.DefaultRequestHeaders.Authorization!.Parameter });
        (await program.Get("/api/orders")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_token_does_only_what_it_was_asked_for()
    {
        var (_, administrator) = await Administrator();
        var program = await administrator.NewProgram("orders.view", "audit.view");

        var answer = await portal.Portal.AskToken(program, "orders.view");

        answer["scope"].GetString().ShouldBe("orders.view");
        var api = portal.Portal.NewApi(answer["access_token"].GetString());
        (await api.Get("/api/orders")).Status.ShouldBe(200);
        (await api.Get("/api/audit")).ShouldBeRefused(403, "request.privilege_missing");
        (await (await portal.Portal.Enter(program)).Get("/api/audit")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_told_in_the_names_of_the_standard()
    {
        var (_, administrator) = await Administrator();
        var program = await administrator.NewProgram("orders.view");
        var (id, secret) = (program.ClientId, program.Secret);

        (await portal.Portal.AskToken(id, "ms_wrong")).ShouldBeRefusedToken(401, "invalid_client");
        (await portal.Portal.AskToken("mc_nobody", secret)).ShouldBeRefusedToken(401, "invalid_client");
        var basic = await portal.Portal.AskBasic(id, "ms_wrong");
        basic.ShouldBeRefusedToken(401, "invalid_client");
        basic.Headers["WWW-Authenticate"].ShouldStartWith("Basic");
        (await portal.Portal.Send(Programs.Form(("grant_type", "client_credentials")))).ShouldBeRefusedToken(401, "invalid_client");
        (await portal.Portal.AskToken(id, secret, grant: "password")).ShouldBeRefusedToken(400, "unsupported_grant_type");
        (await portal.Portal.AskToken(id, secret, "orders.view audit.view")).ShouldBeRefusedToken(400, "invalid_scope");
        (await portal.Portal.AskToken(id, secret, "no.such")).ShouldBeRefusedToken(400, "invalid_scope");
        (await portal.Portal.Send(Programs.Form(("client_id", id), ("client_secret", secret)))).ShouldBeRefusedToken(400, "invalid_request");
        (await portal.Portal.Send(Programs.Form(("grant_type", "client_credentials"), ("scope", "a"), ("scope", "b")))).ShouldBeRefusedToken(400, "invalid_request");
        (await portal.Portal.AskBasic(id, secret, ("client_secret", secret))).ShouldBeRefusedToken(400, "invalid_request");
        (await portal.Anonymous.Send(HttpMethod.Post, "/oauth2/token", Api.Text("{}"))).Status.ShouldBe(415);
        foreach (var language in (string[])["es", "pt-BR"])
        {
            var spoken = await portal.Anonymous.Send(
                HttpMethod.Post, "/oauth2/token", Programs.Form(("grant_type", "password")), ("Accept-Language", language));
            spoken.ShouldBeRefusedToken(400, "unsupported_grant_type");
        }
    }

    [Fact]
    public async Task A_program_is_no_person()
    {
        var (account, administrator) = await Administrator();
        var program = await administrator.NewProgram("orders.view", "collaborators.manage");
        var api = await portal.Portal.Enter(program);
        (await api.Get("/api/session"))["administrator"].GetBoolean().ShouldBeFalse();

        foreach (var path in (string[])["/api/me", "/api/me/sessions", "/api/me/second-factor", "/api/notifications"])
            (await api.Get(path)).ShouldBeRefused(403, "request.people_only");
        (await api.Put("/api/session/account", new { accountId = account.Id })).ShouldBeRefused(403, "request.people_only");
        (await api.Post("/api/collaborators", Staffing.Newcomer(Staffing.NewName()))).ShouldBeRefused(403, "identity.administrators_only");
        (await portal.Portal.TrySignIn(program.ClientId, program.Secret)).ShouldBeRefused(401, "identity.wrong_credentials");
        (await portal.Portal.TrySignIn(program.ClientId, "")).Status.ShouldNotBe(200);
        using var browser = new Browser(portal.Portal, api);
        (await browser.Open("/orders")).Location.ShouldStartWith("/sign-in");

        (await administrator.Get("/api/collaborators"))["total"].GetInt32().ShouldBe(1);
        (await administrator.Get($"/api/collaborators/{program.Id}")).Status.ShouldBe(404);
        (await administrator.SetAdministrator(program.Id, true)).Status.ShouldBe(404);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => portal.Portal.Db.Execute(
            "UPDATE identity.memberships SET is_administrator = true WHERE user_id = @Id", new { program.Id }));
        (await portal.Anonymous.Post("/api/password-reset", new { userName = program.ClientId, email = "" })).Status.ShouldNotBe(500);
    }

    [Fact]
    public async Task A_second_factor_that_the_account_requires_stops_no_program()
    {
        var (_, administrator) = await Administrator();
        var program = await administrator.NewProgram("orders.view");
        (await administrator.Put("/api/account/second-factor", new { required = true })).Status.ShouldBe(204);
        (await (await portal.Portal.Enter(program)).Get("/api/orders")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Last_use_tells_when_and_from_where()
    {
        var (_, administrator) = await Administrator();
        var program = await administrator.NewProgram("orders.view");
        var before = await administrator.Get($"/api/api-clients/{program.Id}");
        before["lastUsedAt"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        await portal.Portal.Enter(program);

        var after = await administrator.Get($"/api/api-clients/{program.Id}");
        (DateTime.UtcNow - after["lastUsedAt"].GetDateTime()).ShouldBeLessThan(TimeSpan.FromMinutes(1));
        after["lastUsedAddress"].GetString().ShouldBe("127.0.0.1");
        after["secrets"][0].GetProperty("lastUsedAt").GetDateTime().ShouldBe(after["lastUsedAt"].GetDateTime());
    }

    private async Task<(TestAccount Account, Api Administrator)> Administrator()
    {
        var account = await portal.NewAccount();
        return (account, await (await account.NewAdministrator()).SignIn());
    }
}
