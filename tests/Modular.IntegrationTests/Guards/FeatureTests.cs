using System.Reflection;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Switches;
using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Identity.Clients;

namespace Modular.IntegrationTests.Guards;

/// <summary>What is switched off is refused at every door and linked from nowhere.</summary>
public sealed class FeatureTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    public static TheoryData<string> Names => [.. Host.Modules.All.SelectMany(m => m.Features).Select(f => f.Name)];

    private IEnumerable<RouteEndpoint> Endpoints =>
        portal.Portal.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_endpoint_of_a_switched_off_feature_refuses_and_the_others_do_not(string feature)
    {
        var account = await portal.NewAccount();
        var administrator = await (await account.NewAdministrator()).SignIn();
        using var browser = new Browser(portal.Portal, administrator);
        var staff = await portal.NewStaff();
        await Switch(staff, feature, new { accountId = account.Id, on = false });
        // A feature that is a whole module takes its module's other features along.
        var module = Host.Modules.All.First(m => m.Features.Any(f => f.Name == feature));
        string[] gone = [.. module.Features.Where(f => f.Name == feature || module.Features.Any(w => w.IsWholeModule && w.Name == feature)).Select(f => f.Name)];
        var own = Endpoints.Where(e => FeatureOf(e) is { } of && gone.Contains(of)).Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).ToHashSet();
        own.ShouldNotBeEmpty();

        foreach (var endpoint in Endpoint.Of(portal.Portal).Where(e => e.Privilege != "closed"))
        {
            var isOff = own.Contains(endpoint.Path);
            if (endpoint.IsApi)
            {
                // What is not off is only asked: a test must not change what it looks at.
                if (!isOff && endpoint.Method != "GET") continue;
                var answer = await administrator.Send(
                    new HttpMethod(endpoint.Method), endpoint.Address, endpoint.Method is "POST" or "PUT" or "PATCH" ? Api.Text("{}", endpoint.Accepts) : null);
                if (isOff) answer.ShouldBeRefused(403, "request.feature_off");
                else answer.Code.ShouldNotBe("request.feature_off", endpoint.ToString());
            }
            else if (endpoint.Method == "GET" && isOff)
            {
                var page = await browser.Open(endpoint.Address);
                page.Status.ShouldBe(403, endpoint.ToString());
                page.Text.ShouldContain("Not available to your company");
            }
        }

        var home = await browser.Open("/");
        home.Status.ShouldBe(200);
        foreach (var path in own.Where(p => !p.Contains('{') && p != "/")) home.Html.ShouldNotContain($"href=\"{path}\"");
        await Switch(staff, feature, new { accountId = account.Id, on = (bool?)null });
    }

    [Fact]
    public void No_endpoint_of_a_feature_can_be_forgotten()
    {
        var whole = Host.Modules.All.Where(m => m.Features.Any(f => f.IsWholeModule)).ToDictionary(m => m.Assembly, m => m.Features.First(f => f.IsWholeModule).Name);
        var privileges = Host.Modules.All.SelectMany(m => m.Features).SelectMany(f => f.Privileges.Select(p => (p, f.Name))).ToDictionary(p => p.p, p => p.Name);
        var ours = Endpoints.Select(e => (Endpoint: e, Assembly: AssemblyOf(e), Feature: FeatureOf(e), Access: e.Metadata.GetMetadata<AccessAttribute>())).ToArray();

        ours.Where(e => e.Assembly is not null && whole.ContainsKey(e.Assembly) && e.Feature is null).Select(e => e.Endpoint.RoutePattern.RawText).ShouldBeEmpty();
        ours.Where(e => e.Access is not null && privileges.TryGetValue(e.Access.Privilege, out var feature) && e.Feature != feature)
            .Select(e => e.Endpoint.RoutePattern.RawText).ShouldBeEmpty();
        ours.Count(e => e.Assembly is not null && whole.ContainsKey(e.Assembly)).ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task An_accounts_switch_beats_its_countrys_and_that_the_one_for_everywhere()
    {
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase());
        var staff = await own.NewStaff();
        var (brazil, chile) = (await own.NewAccount(country: "BR"), await own.NewAccount(country: "CL"));
        var (diego, ana) = (await (await brazil.NewAdministrator()).SignIn(), await (await chile.NewAdministrator()).SignIn());
        async Task<(int, int, int)> Statuses() =>
            ((await diego.Get("/api/orders")).Status, (await ana.Get("/api/orders")).Status, (await staff.Get("/api/orders")).Status);

        await Switch(staff, "orders", new { country = "BR", on = false });
        (await Statuses()).ShouldBe((403, 200, 200));
        await Switch(staff, "orders", new { accountId = brazil.Id, on = true });
        (await Statuses()).ShouldBe((200, 200, 200));
        await Switch(staff, "orders", new { on = false });
        (await Statuses()).ShouldBe((200, 403, 200));
        await Switch(staff, "orders", new { accountId = brazil.Id, on = (bool?)null });
        await Switch(staff, "orders", new { country = "BR", on = (bool?)null });
        (await Statuses()).ShouldBe((403, 403, 200));
        (await diego.Get("/api/orders")).Code.ShouldBe("request.feature_off");
        (await own.Anonymous.Get("/api/orders")).Status.ShouldBe(401);
        await Switch(staff, "catalog", new { on = false });
        (await own.Anonymous.Get("/api/products")).ShouldBeRefused(403, "request.feature_off");

        var seen = await staff.Get($"/api/features?accountId={brazil.Id}");
        var orders = seen["features"].EnumerateArray().Single(f => f.GetProperty("name").GetString() == "orders");
        (orders.GetProperty("everywhere").GetBoolean(), orders.GetProperty("on").GetBoolean(), orders.GetProperty("onByDefault").GetBoolean()).ShouldBe((false, false, true));
        var audited = await own.Db.Many<string>(
            "SELECT after::text FROM platform.audit WHERE subject = 'feature/orders' ORDER BY seq");
        audited.Count.ShouldBe(5);
        (await own.Db.One<int>("SELECT count(*)::int FROM platform.audit WHERE subject = 'feature/orders' AND account_id = @Id", new { brazil.Id })).ShouldBe(2);
    }

    [Fact]
    public async Task A_switch_names_a_feature_and_one_scope_that_is_there()
    {
        var staff = await portal.NewStaff();
        var account = await portal.NewAccount();
        (await staff.Put("/api/features/nothing/switch", new { on = false })).ShouldBeRefused(404, "identity.feature_unknown");
        (await staff.Put("/api/features/orders/switch", new { accountId = Guid.NewGuid(), on = false })).ShouldBeRefused(404, "identity.no_such_account", "accountId");
        (await staff.Put("/api/features/orders/switch", new { accountId = account.Id, country = "BR", on = false })).Fields.ShouldBe(["accountId"]);
        (await staff.Put("/api/features/orders/switch", new { country = "XX", on = false })).Fields.ShouldBe(["country"]);
        var reseller = await (await account.NewAdministrator()).SignIn();
        (await reseller.Get("/api/features")).Status.ShouldBe(403);
        (await reseller.Get("/api/accounts")).Status.ShouldBe(403);
        (await staff.Get($"/api/accounts?q={account.Name[..20].ToUpperInvariant()}"))["items"][0].GetProperty("id").GetGuid().ShouldBe(account.Id);
    }

    [Fact]
    public async Task The_page_switches_what_was_changed_on_it()
    {
        var account = await portal.NewAccount(country: "UY");
        var administrator = await (await account.NewAdministrator()).SignIn();
        using var browser = new Browser(portal.Portal, await portal.NewStaff());
        var page = await browser.Open($"/features?q={account.Name}");
        page.Html.ShouldContain($"account={account.Id}");

        var matrix = await browser.Open($"/features?account={account.Id}");
        (await browser.Submit(matrix, "features", ($"is:webhooks:{account.Id}", "off"))).Status.ShouldBe(302);

        (await administrator.Get("/api/webhooks")).ShouldBeRefused(403, "request.feature_off");
        (await administrator.Get("/api/orders")).Status.ShouldBe(200);
        (await browser.Open($"/features?account={account.Id}")).Fields("features")[$"is:webhooks:{account.Id}"].ShouldBe("off");
    }

    [Fact]
    public async Task A_session_lists_what_counts_and_a_refusal_names_the_feature_in_words()
    {
        var account = await portal.NewAccount();
        var boss = await (await account.NewAdministrator()).SignIn();
        async Task<string?[]> Privileges() => [.. (await boss.Get("/api/session"))["privileges"].EnumerateArray().Select(p => p.GetString())];
        (await Privileges()).ShouldContain("payment_types.manage");
        var staff = await portal.NewStaff();

        await Switch(staff, "payment_types", new { accountId = account.Id, on = false });

        (await Privileges()).ShouldNotContain("payment_types.manage");
        (await boss.Get("/api/payment-methods")).Text.ShouldContain("(Payment types)");
    }

    [Fact]
    public async Task Programs_of_an_account_without_api_clients_get_no_token_and_may_nothing()
    {
        var account = await portal.NewAccount();
        var boss = await (await account.NewAdministrator()).SignIn();
        var known = await boss.NewProgram("orders.view");
        var program = await portal.Portal.Enter(known);
        (await program.Get("/api/orders")).Status.ShouldBe(200);

        await Switch(await portal.NewStaff(), "api_clients", new { accountId = account.Id, on = false });

        (await program.Get("/api/orders")).Status.ShouldBe(403);
        (await portal.Portal.AskToken(known)).ShouldBeRefusedToken(400, "unauthorized_client");
    }

    private static async Task Switch(Api staff, string feature, object body)
    {
        var done = await staff.Put($"/api/features/{feature}/switch", body);
        done.Status.ShouldBe(204, done.Text);
    }

    private static string? FeatureOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<FeatureAttribute>()?.Name;

    private static Assembly? AssemblyOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.Assembly ?? endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType?.Assembly;
}
