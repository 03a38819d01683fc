using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Identity;

namespace Modular.IntegrationTests.Notifications;

public sealed class MessageDownloadTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Staff_downloads_the_e_mails_that_are_filtered()
    {
        var staff = await portal.NewStaff();
        var word = Guid.NewGuid().ToString("N");
        await Written(word + "@one.example", "dead");
        await Written(word + "@two.example", "sent");

        var file = await staff.Get($"/api/notifications/messages/export?format=csv&q={word}&status=dead");

        file.Status.ShouldBe(200, file.Text);
        file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        file.Text.ShouldContain(word + "@one.example");
        (await staff.Get($"/api/notifications/messages/export?format=xlsx&q={word}")).Status.ShouldBe(200);
        (await staff.Get("/api/notifications/messages/export?format=csv&status=banana")).ShouldBeRefused(400, "request.invalid", "status");
        (await staff.Get("/api/notifications/messages/export?format=csv&sort=banana")).ShouldBeRefused(400, "request.invalid", "sort");
        var administrator = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await administrator.Get("/api/notifications/messages/export?format=csv")).ShouldBeRefused(403, "request.privilege_missing");
        using var browser = new Browser(portal.Portal, staff);
        (await browser.Open($"/notifications/messages?q={word}&status=dead")).Html.ShouldContain($"/notifications/messages/download?q={word}&amp;status=dead&amp;format=csv");
    }

    [Fact]
    public async Task A_webhooks_log_is_filtered_and_downloaded_by_its_own_account()
    {
        var api = await (await (await portal.NewAccount()).NewUser("webhooks.manage")).SignIn();
        var id = (await api.Post("/api/webhooks", new { url = "https://hooks.example/in", events = new[] { "order.placed" } })).Id;
        foreach (var status in new[] { "dead", "delivered" })
        {
            await portal.Portal.Db.Execute(
                """
                INSERT INTO notifications.webhook_deliveries (id, webhook_id, account_id, event_id, type, body, status, next_attempt_at, written_at)
                SELECT gen_random_uuid(), id, account_id, gen_random_uuid(), 'test', '{"was":"' || @status || '"}', @status, now(), now()
                FROM notifications.webhooks WHERE id = @id
                """,
                new { id, status });
        }

        var file = await api.Get($"/api/webhooks/{id}/deliveries/export?format=csv&status=dead");

        file.Status.ShouldBe(200, file.Text);
        file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        (await api.Get($"/api/webhooks/{id}/deliveries?status=dead"))["total"].GetInt32().ShouldBe(1);
        (await api.Get($"/api/webhooks/{id}/deliveries/export?format=xlsx")).Status.ShouldBe(200);
        (await api.Get($"/api/webhooks/{id}/deliveries/export?format=csv&status=banana")).ShouldBeRefused(400, "request.invalid", "status");
        var stranger = await (await (await portal.NewAccount()).NewUser("webhooks.manage")).SignIn();
        (await stranger.Get($"/api/webhooks/{id}/deliveries/export?format=csv")).ShouldBeRefused(404, "notifications.webhook_unknown");
        using var browser = new Browser(portal.Portal, api);
        var page = await browser.Open($"/webhooks/{id}?status=dead");
        page.Html.ShouldContain($"/webhooks/{id}/download?status=dead&amp;format=csv");
        page.Html.ShouldNotContain("&quot;delivered&quot;");
        (await browser.Open($"/webhooks/{id}?status=banana")).Html.ShouldContain("&quot;delivered&quot;");
    }

    private Task<int> Written(string email, string status) => portal.Portal.Db.Execute(
        """
        INSERT INTO notifications.messages (id, event_id, kind, template, email, name, language, subject, args, status, next_attempt_at, written_at)
        VALUES (gen_random_uuid(), gen_random_uuid(), 'security', 'security_locked_out', @email, 'N', 'en', 'S', '{}', @status, now() + interval '1 day', now())
        """,
        new { email, status });
}
