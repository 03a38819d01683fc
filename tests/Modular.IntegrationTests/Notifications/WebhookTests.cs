using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.BuildingBlocks;
using Modular.IntegrationTests.Identity;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Notifications;

public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly string[] Events = ["order.placed"];
    private readonly HookReceiver _program = new();
    private TestPortal _portal = null!;

    public async Task InitializeAsync() => _portal = await TestPortal.Start(
        await TestPostgres.NewDatabase(), "Notifications:AllowPrivateTargets=true", "Notifications:FirstRetrySeconds=0.2");

    public async Task DisposeAsync()
    {
        await _portal.DisposeAsync();
        _program.Dispose();
    }

    [Fact]
    public async Task An_order_is_told_once_signed_by_the_secret_that_was_shown_once()
    {
        var (reader, api) = await Manager();
        var added = await Add(api);
        var secret = added["secret"].GetString()!;
        await api.Placed(await api.NewBasket((await _portal.NewProduct(), 3)));

        await Eventually.True(() => Task.FromResult(_program.Requests.Count > 0), "told");
        await Task.Delay(1500);

        var told = _program.Requests.ShouldHaveSingleItem();
        var body = JsonDocument.Parse(told.Body).RootElement;
        body.GetProperty("type").GetString().ShouldBe("order.placed");
        body.GetProperty("data").GetProperty("lines").GetInt32().ShouldBe(1);
        var mac = HMACSHA256.HashData(
            Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{told.Id}.{told.Timestamp}.{told.Body}"));
        told.Signature.ShouldBe("v1," + Convert.ToBase64String(mac));
        (await api.Get("/api/webhooks")).Text.ShouldNotContain("whsec_");
        (await _portal.Db.One<string>("SELECT w::text FROM notifications.webhooks w WHERE account_id = @Id", new { reader.Account.Id }))!
            .ShouldNotContain(secret["whsec_".Length..]);
        (await _portal.Db.One<string>("SELECT string_agg(a::text, '') FROM platform.audit a WHERE action LIKE 'notifications.webhook%'"))!
            .ShouldNotContain(secret["whsec_".Length..]);
    }

    [Fact]
    public async Task A_program_that_refuses_is_told_again_and_a_delivery_can_be_replayed()
    {
        var (_, api) = await Manager();
        var id = (await Add(api)).Id;
        _program.Answer = 500;
        (await api.Post($"/api/webhooks/{id}/test")).Status.ShouldBe(204);
        await Eventually.True(() => Task.FromResult(_program.Requests.Count >= 2), "tried again");
        _program.Answer = 204;
        await Eventually.True(async () => (await Delivery(api, id)).GetProperty("status").GetString() == "delivered", "delivered");
        var before = _program.Requests.Count;

        var delivery = (await Delivery(api, id)).GetProperty("id").GetGuid();
        (await api.Post($"/api/webhooks/{id}/deliveries/{delivery}/replay")).Status.ShouldBe(204);

        await Eventually.True(() => Task.FromResult(_program.Requests.Count == before + 1), "told once more");
        _program.Requests.Select(r => r.Id).Distinct().Count().ShouldBe(1);
        (await api.Delete($"/api/webhooks/{id}")).Status.ShouldBe(204);
        (await api.Get($"/api/webhooks/{id}/deliveries")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_strangers_webhook_is_not_found()
    {
        var (_, api) = await Manager();
        var id = (await Add(api)).Id;
        var (_, stranger) = await Manager();

        (await stranger.Get("/api/webhooks"))["total"].GetInt32().ShouldBe(0);
        (await stranger.Get($"/api/webhooks/{id}/deliveries")).Status.ShouldBe(404);
        (await stranger.Post($"/api/webhooks/{id}/test")).Status.ShouldBe(404);
        (await stranger.Get($"/api/webhooks/{id}")).Status.ShouldBe(404);
        (await stranger.Put($"/api/webhooks/{id}", new { url = _program.Url, events = Events })).ShouldBeRefused(404, "notifications.webhook_unknown");
        (await stranger.Post($"/api/webhooks/{id}/secret")).ShouldBeRefused(404, "notifications.webhook_unknown");
        (await stranger.Delete($"/api/webhooks/{id}")).Status.ShouldBe(404);
        await stranger.Placed(await stranger.NewBasket((await _portal.NewProduct(), 1)));
        await Task.Delay(2500);
        _program.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_adds_a_webhook_and_shows_its_secret_once()
    {
        var (_, api) = await Manager();
        using var browser = new Browser(_portal, api);
        var added = await browser.Submit(await browser.Open("/webhooks"), "webhook", ("url", _program.Url));
        added.Text.ShouldContain("whsec_");
        (await browser.Open("/webhooks")).Text.ShouldNotContain("whsec_");

        var id = (await api.Get("/api/webhooks"))["items"][0].GetProperty("id").GetGuid();
        var page = await browser.Open($"/webhooks/{id}");
        (await browser.Send($"/webhooks/{id}/test", page.Form($"/webhooks/{id}/test"))).Location.ShouldBe($"/webhooks/{id}");
        await Eventually.True(() => Task.FromResult(_program.Requests.Count == 1), "tested");
    }

    [Fact]
    public async Task A_changed_address_is_told_from_then_on()
    {
        var (reader, api) = await Manager();
        using var other = new HookReceiver();
        var added = await Add(api);
        var path = $"/api/webhooks/{added.Id}";
        var seen = await api.Get(path);

        var changed = await api.Put(path, new { url = other.Url, events = Events }, ("If-Match", seen.ETag!));

        changed.Status.ShouldBe(200, changed.Text);
        changed.Text.ShouldNotContain("whsec_");
        (await api.Put(path, new { url = _program.Url, events = Events }, ("If-Match", seen.ETag!))).Code.ShouldBe("notifications.webhook_changed");
        (await api.Put(path, new { url = _program.Url, events = new[] { "nothing" } })).ShouldBeRefused(400, "notifications.events_unknown", "events");
        (await api.Put(path, new { url = "", events = Array.Empty<string>() })).Fields.ShouldBe(["url", "events"], ignoreOrder: true);
        (await api.Post($"{path}/test")).Status.ShouldBe(204);
        await Eventually.True(() => Task.FromResult(other.Requests.Count == 1), "told at the new address");
        _program.Requests.ShouldBeEmpty();
        (await reader.Account.Audited($"webhook/{added.Id:N}")).Select(a => a.Action)
            .ShouldBe(["notifications.webhook_added", "notifications.webhook_changed", "notifications.webhook_tested"]);
    }

    [Fact]
    public async Task A_renewed_secret_signs_beside_the_old_one_until_its_day_is_over()
    {
        var (reader, api) = await Manager();
        var added = await Add(api);
        var path = $"/api/webhooks/{added.Id}";
        var first = added["secret"].GetString()!;

        var renewed = await api.Post($"{path}/secret");

        renewed.Status.ShouldBe(200, renewed.Text);
        var second = renewed["secret"].GetString()!;
        second.ShouldNotBe(first);
        await Test(1);
        _program.Requests[0].Signature.ShouldBe($"{Signed(_program.Requests[0], second)} {Signed(_program.Requests[0], first)}");
        (await api.Get(path))["oldSecretUntil"].GetDateTime().ShouldBeInRange(DateTime.UtcNow.AddHours(23), DateTime.UtcNow.AddHours(25));

        await _portal.Db.Execute("UPDATE notifications.webhooks SET old_secret_until = now() WHERE id = @Id", new { added.Id });
        await Test(2);
        _program.Requests[1].Signature.ShouldBe(Signed(_program.Requests[1], second));
        (await _portal.Db.One<string>("SELECT w::text FROM notifications.webhooks w WHERE id = @Id", new { added.Id }))!.ShouldNotContain(second["whsec_".Length..]);
        var audited = (await reader.Account.Audited($"webhook/{added.Id:N}")).Where(a => a.Action == "notifications.webhook_secret_renewed").ShouldHaveSingleItem();
        audited.ToString().ShouldNotContain(second["whsec_".Length..]);

        async Task Test(int requests)
        {
            (await api.Post($"{path}/test")).Status.ShouldBe(204);
            await Eventually.True(() => Task.FromResult(_program.Requests.Count == requests), "tested");
        }
    }

    [Fact]
    public async Task The_page_changes_the_webhook_and_shows_a_renewed_secret_once()
    {
        var (_, api) = await Manager();
        var id = (await Add(api)).Id;
        using var browser = new Browser(_portal, api);
        var page = await browser.Open($"/webhooks/{id}");

        var refused = await browser.Submit(page, "change", ("url", "ftp://hooks.example/"));
        (refused.Status, refused.Html.Contains("value=\"ftp://hooks.example/\"", StringComparison.Ordinal)).ShouldBe((400, true));
        (await browser.Submit(page, "change", ("events", null))).Status.ShouldBe(400);
        (await browser.Submit(page, "change", ("url", _program.Url + "new"))).Location.ShouldBe($"/webhooks/{id}");
        (await api.Get($"/api/webhooks/{id}"))["url"].GetString().ShouldBe(_program.Url + "new");
        (await browser.Submit(page, "change", ("url", _program.Url))).Status.ShouldBe(412);

        (await browser.Submit(page, "secret")).Text.ShouldContain("whsec_");
        (await browser.Open($"/webhooks/{id}")).Text.ShouldNotContain("whsec_");
    }

    private static string Signed(HookReceiver.Request told, string secret) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
        Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{told.Id}.{told.Timestamp}.{told.Body}")));

    private async Task<(TestUser Reader, Api Api)> Manager()
    {
        var reader = await _portal.NewReader(privileges: [.. Shop.Buyer, "webhooks.manage"]);
        return (reader, await reader.SignIn());
    }

    private async Task<Answer> Add(Api api)
    {
        var added = await api.Post("/api/webhooks", new { url = _program.Url, events = Events });
        added.Status.ShouldBe(201, added.Text);
        return added;
    }

    private static async Task<JsonElement> Delivery(Api api, Guid id) => (await api.Get($"/api/webhooks/{id}/deliveries"))["items"][0];
}
