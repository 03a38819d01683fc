using System.Text.RegularExpressions;
using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Guards;

/// <summary>Asks every endpoint whose address names a thing for a real one, as its owner and as a stranger.</summary>
public sealed partial class EveryEndpointForStrangersTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    // Whatever an endpoint needs to get as far as looking for the thing.
    private static object BodyOf(string sku) => new
    {
        name = "Taken over", reason = "Because", approve = true, active = false, quantity = 7, sku, skus = new[] { sku }, kind = "shipTo", userName = "taken-over",
        line1 = "1 Main Street", city = "Miami", region = "FL", postalCode = "33101", country = "US", kinds = new[] { "shipTo" },
        privileges = new[] { "orders.view" }, scopes = new[] { "orders.view" }, lines = new[] { new { sku, quantity = 1 } },
        url = "https://erp.example.com/taken", events = new[] { "order.placed" }, purchaseOrderNumber = "PO-7", shipTo = Ordering.Shop.ShipTo, shipToAddressId = Guid.NewGuid(), paymentMethodId = Guid.NewGuid(),
    };

    private IEnumerable<Endpoint> Naming => Endpoint.Of(portal.Portal).Where(e => e.Things.Count > 0 && !e.Things.All(Belongings.Global.ContainsKey));

    [Fact]
    public async Task A_stranger_who_may_everything_elsewhere_finds_and_changes_nothing()
    {
        var ours = await Belongings.Of(portal.Portal);
        Naming.SelectMany(e => e.Things.Except(ours.Things.Keys).Select(t =>
                $"{e}: seed a real '{t}' of the account in Belongings.cs, so that a stranger can ask for it; or say in Belongings.Global why it belongs to nobody"))
            .ShouldBeEmpty();
        using var owner = new Browser(portal.Portal, ours.Owner);
        var stranger = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        using var browser = new Browser(portal.Portal, stranger);
        var token = (await browser.Open("/")).Token();
        // What a request is about is there: else to be refused it would prove nothing.
        var staff = await portal.NewStaff();
        using var staffBrowser = new Browser(portal.Portal, staff);
        var handlers = new Dictionary<string, string[]>();
        var lost = new List<string>();
        foreach (var endpoint in Naming.Where(e => e.IsRead && !e.Path.Contains("/confirmation/", StringComparison.Ordinal)))
        {
            var address = endpoint.AddressOf(ours.Things) + Query(endpoint, ours.Account.Id);
            if (endpoint.IsApi)
            {
                var answer = await (endpoint.IsForStaff || endpoint.Path == Trail ? staff : ours.Owner).Get(address);
                if (answer.Status != 200) lost.Add($"{endpoint}: {answer.Status} {answer.Text}");
                continue;
            }

            var page = await (endpoint.IsForStaff ? staffBrowser : owner).Open(address);
            if (page.Status is not (200 or 204)) lost.Add($"{endpoint}: {page.Status} {page.Location} {page.Text}");
            handlers[endpoint.Path] = [.. Handler().Matches(page.Html).Select(m => m.Groups[1].Value).Distinct()];
        }

        lost.ShouldBeEmpty();
        var wrong = new List<string>();
        var body = BodyOf(await portal.Portal.NewProduct());
        var pages = Naming.Where(e => e.IsRead).Select(e => e.Path).ToHashSet();
        var before = await ours.State();
        foreach (var endpoint in Naming)
        {
            var address = endpoint.AddressOf(ours.Things) + Query(endpoint, ours.Account.Id);
            foreach (var handler in endpoint.IsForm ? handlers.GetValueOrDefault(endpoint.Path, []).DefaultIfEmpty("") : [""])
            {
                var (status, text) = await Ask(endpoint, address, handler);
                var expected = Expected(endpoint, pages.Contains(endpoint.Path));
                if (status != expected) wrong.Add($"{endpoint} {handler}: {status}, not {expected} {text[..Math.Min(200, text.Length)]}");
            }

            var after = await ours.State();
            if (!after.SequenceEqual(before)) wrong.Add($"{endpoint}: changed {string.Join(", ", after.Except(before))}");
            before = after;
        }

        wrong.ShouldBeEmpty();
        (await ours.Owner.Delete("/api/addresses/" + ours.Things["addresses/{}"])).Status.ShouldBe(204);
        (await ours.State()).ShouldNotBe(before, "a change shows");

        async Task<(int, string)> Ask(Endpoint endpoint, string address, string handler)
        {
            if (endpoint.IsForm)
            {
                using var content = EveryEndpointTests.Form(endpoint, [("__RequestVerificationToken", token), ("_handler", handler), ("name", "Taken over"), ("quantity", "7"), ("active", "false"), ("approve", "true")]);
                var form = await browser.Post(address, content);
                return (form.Status, form.Text);
            }

            object? sent = endpoint.Method is not ("POST" or "PUT" or "PATCH") ? null
                : endpoint.Accepts == "application/json" ? body : IntegrationTests.Api.Text("X 1", endpoint.Accepts);
            if (!endpoint.IsApi)
            {
                var page = await browser.Open(address);
                return (page.Status, page.Text);
            }

            var answer = await stranger.Send(new HttpMethod(endpoint.Method), address, sent, BasketCalls.Seen(1));
            return (answer.Status, answer.Text);
        }
    }

    // Whoever sent a form of a basket that is gone is led to the list and told there.
    private const string Basket = "/baskets/{BasketId:guid}";

    // Staff's way into another account's trail, by a privilege that others have for their own.
    private const string Trail = "/api/accounts/{accountId:guid}/history";

    /// <summary>Follows from the mark: who lacks the privilege is refused the verb, everybody else does not find the thing. A form without a page of its own goes back to where it stood.</summary>
    private static int Expected(Endpoint endpoint, bool isPage) =>
        endpoint.IsForStaff || endpoint.IsClosed ? 403
        : endpoint.IsForm && (!isPage || endpoint.Path == Basket) ? 302
        : 404;

    // What a read cannot do without.
    private static string Query(Endpoint endpoint, Guid account) =>
        !endpoint.IsRead ? "" : endpoint.Path.EndsWith("port", StringComparison.Ordinal) || endpoint.Path.EndsWith("load", StringComparison.Ordinal) ? "?format=csv"
        : endpoint.Path.EndsWith("/presence", StringComparison.Ordinal) ? "?version=1"
        : endpoint.Path == Trail ? $"?subject=account/{account}" : "";

    [GeneratedRegex("name=\"_handler\" value=\"([^\"]+)\"")]
    private static partial Regex Handler();
}
