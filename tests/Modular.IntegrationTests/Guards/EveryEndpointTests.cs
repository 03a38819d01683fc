namespace Modular.IntegrationTests.Guards;

/// <summary>Asks every endpoint the questions that none may answer wrongly.</summary>
public sealed class EveryEndpointTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private IEnumerable<Endpoint> Api => Endpoint.Of(portal.Portal).Where(e => e.IsApi);

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
        foreach (var endpoint in Api.Where(e => e.IsAnonymous))
        {
            var answer = await Ask(portal.Anonymous, endpoint);
            answer.Status.ShouldNotBeOneOf([401, 403, 500], endpoint + ": " + answer.Text);
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
        var staffOnly = Host.Modules.All.SelectMany(m => m.Privileges).Where(p => p.StaffOnly).Select(p => p.Name).ToHashSet();
        foreach (var guarded in Api.Where(e => e.NeedsPrivilege && !staffOnly.Contains(e.Privilege)).GroupBy(e => e.Privilege))
        {
            var member = await (await (await portal.NewAccount()).NewUser(guarded.Key)).SignIn();
            foreach (var endpoint in guarded)
            {
                var answer = await Ask(member, endpoint);
                answer.Status.ShouldNotBeOneOf([401, 403, 500], $"{endpoint}: {answer.Text}");
                // Its address leads to a thing that is not there: no change can have succeeded.
                if (endpoint.Path.Contains('{') && endpoint.Method != "GET") answer.Status.ShouldBeInRange(400, 499, $"{endpoint}: {answer.Text}");
            }
        }
    }

    [Fact]
    public async Task A_page_that_needs_a_privilege_is_refused_to_a_member_without_it_and_shown_with_it()
    {
        var account = await portal.NewAccount();
        using var without = new Browser(portal.Portal, await (await account.NewUser()).SignIn());
        using var with = new Browser(portal.Portal, await (await account.NewAdministrator()).SignIn());
        var staffOnly = Host.Modules.All.SelectMany(m => m.Privileges).Where(p => p.StaffOnly).Select(p => p.Name).ToHashSet();
        foreach (var page in Endpoint.Of(portal.Portal).Where(e => !e.IsApi && e is { Method: "GET", NeedsPrivilege: true } && e.Privilege != "closed"))
        {
            (await without.Open(page.Address)).Status.ShouldBe(403, page.ToString());
            if (!staffOnly.Contains(page.Privilege)) (await with.Open(page.Address)).Status.ShouldNotBeOneOf([401, 403, 500], page.ToString());
        }
    }

    [Fact]
    public async Task A_resellers_administrator_gets_403_wherever_staff_is_needed()
    {
        var administrator = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        var staffOnly = Host.Modules.All.SelectMany(m => m.Privileges).Where(p => p.StaffOnly).Select(p => p.Name).ToHashSet();
        foreach (var endpoint in Api.Where(e => staffOnly.Contains(e.Privilege)))
            (await Ask(administrator, endpoint)).Status.ShouldBe(403, endpoint.ToString());
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
        foreach (var page in Endpoint.Of(portal.Portal).Where(e => !e.IsApi && e.Method == "GET" && !e.IsAnonymous && e.Privilege != "closed"))
        {
            var address = page.Address;
            var answer = await portal.Anonymous.Get(address);
            (answer.Status, answer.Location).ShouldBe((302, "/sign-in?returnUrl=" + Uri.EscapeDataString(address)), page.ToString());
        }
    }

    private static Task<Answer> Ask(Api api, Endpoint endpoint) => api.Send(
        new HttpMethod(endpoint.Method), endpoint.Address, endpoint.Method is "POST" or "PUT" or "PATCH" ? IntegrationTests.Api.Text("{}", endpoint.Accepts) : null);
}
