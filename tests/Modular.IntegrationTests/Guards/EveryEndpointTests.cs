using Modular.BuildingBlocks.Requests;
using Modular.IntegrationTests.Identity.Clients;

namespace Modular.IntegrationTests.Guards;

/// <summary>Asks every endpoint the questions that none may answer wrongly.</summary>
public sealed class EveryEndpointTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Token = "/oauth2/token";

    private IReadOnlyList<Endpoint> All => field ??= Endpoint.Of(portal.Portal);

    private IEnumerable<Endpoint> Api => All.Where(e => e.IsApi);

    // A form that is posted to an address of its own, or to the page it stands on.
    private IEnumerable<Endpoint> Forms => All.Where(e => e.IsForm);

    [Fact]
    public async Task Nobody_gets_401_wherever_it_is_not_anonymous()
    {
        foreach (var endpoint in Api.Where(e => !e.IsAnonymous))
        {
            var answer = await Ask(portal.Anonymous, endpoint);
            (answer.Status, answer.Code).ShouldBe((401, "request.sign_in_first"), endpoint.ToString());
        }
    }

    [Fact]
    public async Task A_visitor_is_not_asked_to_sign_in_where_it_is_anonymous()
    {
        foreach (var endpoint in All.Where(e => e.IsAnonymous && e.Path != Token))
        {
            var answer = await Ask(portal.Anonymous, endpoint);
            answer.Status.ShouldNotBeOneOf([401, 403, 500], endpoint + ": " + answer.Text);
            (answer.Location ?? "").ShouldNotStartWith("/sign-in?", Case.Sensitive, endpoint.ToString());
        }
    }

    [Fact]
    public async Task The_token_endpoint_answers_programs_alone()
    {
        All.ShouldContain(e => e.Path == Token && e.IsAnonymous);
        var account = await portal.NewAccount();
        var program = await (await (await account.NewAdministrator()).SignIn()).NewProgram("orders.view");
        var member = await (await account.NewUser()).SignIn();
        (await member.Send(HttpMethod.Post, Token, Programs.Form(("grant_type", "client_credentials")))).Status.ShouldBeOneOf(400, 401);
        (await portal.Portal.AskToken(program.ClientId, program.Secret, grant: "password")).ShouldBeRefusedToken(400, "unsupported_grant_type");
        (await portal.Portal.AskToken(program.ClientId, "wrong")).ShouldBeRefusedToken(401, "invalid_client");
        (await portal.Portal.AskToken(program, "orders.place")).ShouldBeRefusedToken(400, "invalid_scope");
        (await portal.Portal.AskToken(program)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Nobodys_form_leads_to_sign_in()
    {
        foreach (var form in Forms.Where(e => !e.IsAnonymous))
        {
            using var fields = Form(form, []);
            var answer = await portal.Anonymous.Send(HttpMethod.Post, form.Address, fields);
            (answer.Status, answer.Location).ShouldBe((302, "/sign-in?ended=1&returnUrl=%2F"), form.ToString());
        }
    }

    [Fact]
    public async Task A_valid_form_of_a_member_without_privileges_is_refused_wherever_one_is_needed()
    {
        using var browser = new Browser(portal.Portal, await (await (await portal.NewAccount()).NewUser()).SignIn());
        var token = (await browser.Open("/")).Token();
        foreach (var form in Forms.Where(e => e.NeedsPrivilege))
        {
            using var fields = Form(form, [("__RequestVerificationToken", token)]);
            (await browser.Post(form.Address, fields)).Status.ShouldBe(403, form.ToString());
        }
    }

    [Fact]
    public async Task A_member_without_privileges_is_let_in_wherever_signing_in_will_do()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var signedIn = All.Where(e => e.Privilege == SignedInAttribute.Name).ToArray();
        signedIn.ShouldNotBeEmpty();
        var member = await user.SignIn();
        foreach (var endpoint in signedIn)
        {
            // The one before may have ended the session.
            if (!endpoint.IsRead) member = await user.SignIn();
            using var browser = new Browser(portal.Portal, member);
            var (status, code, location, text) = await Ask(member, browser, endpoint);
            (location ?? "").ShouldNotStartWith("/sign-in?", Case.Sensitive, endpoint.ToString());
            IsLetIn(status, code).ShouldBeTrue($"{endpoint}: {status} {text}");
            if (!endpoint.IsRead) member = await user.SignIn();
        }
    }

    [Fact]
    public async Task A_member_without_privileges_gets_403_wherever_one_is_needed()
    {
        var member = await (await (await portal.NewAccount()).NewUser()).SignIn();
        var guarded = Api.Where(e => e.NeedsPrivilege).ToArray();
        guarded.ShouldNotBeEmpty();
        foreach (var endpoint in guarded)
        {
            var answer = await Ask(member, endpoint);
            (answer.Status, answer.Code).ShouldBe((403, "request.privilege_missing"), endpoint.ToString());
        }
    }

    [Fact]
    public async Task A_member_with_exactly_that_privilege_passes_and_finds_nothing_of_others()
    {
        foreach (var guarded in All.Where(e => e.NeedsPrivilege && !e.IsClosed).GroupBy(e => e.Privilege))
        {
            // Staff's privileges count in the distributor's account alone.
            var account = await portal.NewAccount(guarded.First().IsForStaff ? "distributor" : "business");
            var member = await (await account.NewUser(guarded.Key)).SignIn();
            using var browser = new Browser(portal.Portal, member);
            foreach (var endpoint in guarded)
            {
                var (status, code, _, text) = await Ask(member, browser, endpoint);
                IsLetIn(status, code).ShouldBeTrue($"{endpoint}: {status} {text}");
                // Its address leads to a thing that is not there: no change can have succeeded.
                if (endpoint is { IsApi: true, IsRead: false } && endpoint.Things.Count > 0) status.ShouldBeInRange(400, 499, $"{endpoint}: {text}");
            }
        }
    }

    [Fact]
    public async Task A_page_that_needs_a_privilege_is_refused_to_a_member_without_it()
    {
        using var without = new Browser(portal.Portal, await (await (await portal.NewAccount()).NewUser()).SignIn());
        foreach (var page in All.Where(e => e is { IsApi: false, IsRead: true, NeedsPrivilege: true }))
            (await without.Open(page.Address)).Status.ShouldBe(403, page.ToString());
    }

    [Fact]
    public async Task A_resellers_administrator_gets_403_wherever_staff_is_needed()
    {
        var administrator = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        using var browser = new Browser(portal.Portal, administrator);
        foreach (var endpoint in All.Where(e => e.IsForStaff))
            (await Ask(administrator, browser, endpoint)).Status.ShouldBe(403, endpoint.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"a\":")]
    [InlineData("\"text\"")]
    public async Task No_endpoint_breaks_on_a_body_that_says_nothing(string body)
    {
        var staff = await portal.NewStaff();
        foreach (var endpoint in Api.Where(e => e.Method is "POST" or "PUT" or "PATCH"))
        {
            var answer = await staff.Send(new HttpMethod(endpoint.Method), endpoint.Address, IntegrationTests.Api.Text(body, endpoint.Accepts));
            answer.Status.ShouldBeLessThan(500, $"{endpoint} {body}: {answer.Text}");
            if (answer.Status >= 400) answer.Code.ShouldNotBeNull($"{endpoint} {body}: {answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task A_page_that_is_not_anonymous_sends_a_visitor_to_sign_in_and_back()
    {
        foreach (var page in All.Where(e => e is { IsApi: false, IsRead: true, IsAnonymous: false, IsClosed: false }))
        {
            var address = page.Address;
            var answer = await portal.Anonymous.Get(address);
            (answer.Status, answer.Location).ShouldBe((302, "/sign-in?returnUrl=" + Uri.EscapeDataString(address)), page.ToString());
        }
    }

    /// <summary>The form as its page would encode it.</summary>
    internal static HttpContent Form(Endpoint form, IReadOnlyList<(string Name, string Value)> fields)
    {
        if (!form.Accepts.StartsWith("multipart/", StringComparison.Ordinal))
            return new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var parts = new MultipartFormDataContent { { new StringContent(""), "nothing" } };
        foreach (var (name, value) in fields) parts.Add(new StringContent(value), name);
        return parts;
    }

    // Whoever passed the guard may still be refused by a rule, in the module's own words; nobody breaks anything.
    private static bool IsLetIn(int status, string? code) =>
        status is not 401 and < 500 && (status != 403 || code?.StartsWith("request.", StringComparison.Ordinal) == false);

    /// <summary>The API with the token, a page or a form as a browser with the same session.</summary>
    private static async Task<(int Status, string? Code, string? Location, string Text)> Ask(Api api, Browser browser, Endpoint endpoint)
    {
        if (endpoint.IsApi)
        {
            var answer = await Ask(api, endpoint);
            return (answer.Status, answer.Code, answer.Location, answer.Text);
        }

        if (!endpoint.IsForm) return Seen(await browser.Open(endpoint.Address));
        using var form = Form(endpoint, [("__RequestVerificationToken", (await browser.Open("/")).Token())]);
        return Seen(await browser.Post(endpoint.Address, form));

        static (int, string?, string?, string) Seen(Browser.Page page) => (page.Status, null, page.Location, page.Text);
    }

    private static Task<Answer> Ask(Api api, Endpoint endpoint) => api.Send(
        new HttpMethod(endpoint.Method), endpoint.Address, endpoint.Method is "POST" or "PUT" or "PATCH" ? IntegrationTests.Api.Text("{}", endpoint.Accepts) : null);
}
