using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.BuildingBlocks;
using Modular.IntegrationTests.Identity;

namespace Modular.IntegrationTests.Notifications;

/// <summary>Webhooks never reach our own network unless the operator allows it.</summary>
public sealed class WebhookTargetTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly string[] Events = ["order.placed"];

    [Theory]
    [InlineData("http://hooks.example/in")]
    [InlineData("https://127.0.0.1/in")]
    [InlineData("https://localhost/in")]
    [InlineData("https://10.1.2.3/in")]
    [InlineData("https://172.20.0.1/in")]
    [InlineData("https://192.168.1.1/in")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/in")]
    [InlineData("https://[fe80::1]/in")]
    [InlineData("https://[fd00::1]/in")]
    [InlineData("https://[::ffff:10.0.0.1]/in")]
    [InlineData("https://2130706433/in")]
    [InlineData("https://user:pass@hooks.example/in")]
    [InlineData("ftp://hooks.example/in")]
    [InlineData("/in")]
    public async Task A_private_target_is_refused(string url)
    {
        var api = await (await (await portal.NewAccount()).NewUser("webhooks.manage")).SignIn();

        var refused = await api.Post("/api/webhooks", new { url, events = Events });

        (refused.Status, refused.Code).ShouldBe((400, "notifications.target_refused"));
        (await api.Get("/api/webhooks"))["total"].GetInt32().ShouldBe(0);
        var kept = await api.Post("/api/webhooks", new { url = "https://hooks.example/in", events = Events });
        (await api.Put($"/api/webhooks/{kept.Id}", new { url, events = Events })).ShouldBeRefused(400, "notifications.target_refused", "url");
        (await api.Get($"/api/webhooks/{kept.Id}"))["url"].GetString().ShouldBe("https://hooks.example/in");
    }

    [Fact]
    public async Task A_target_that_turns_private_later_is_not_connected_to()
    {
        using var program = new HookReceiver();
        var api = await (await (await portal.NewAccount()).NewUser("webhooks.manage")).SignIn();
        var id = (await api.Post("/api/webhooks", new { url = "https://hooks.example/in", events = Events })).Id;
        // As if the name had begun to resolve to this machine.
        await portal.Portal.Db.Execute("UPDATE notifications.webhooks SET url = @Url WHERE id = @id", new { program.Url, id });
        (await api.Post($"/api/webhooks/{id}/test")).Status.ShouldBe(204);

        await Eventually.True(
            async () => (await api.Get($"/api/webhooks/{id}/deliveries"))["items"][0].GetProperty("lastError").GetString()?.Contains("public internet", StringComparison.Ordinal) == true,
            "refused while connecting");
        program.Requests.ShouldBeEmpty();
    }
}
