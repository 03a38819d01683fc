using System.Globalization;
using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.BuildingBlocks;
using Modular.Simulation.Faults;

namespace Modular.IntegrationTests.Faults;

/// <summary>A PostgreSQL that is killed under the host, and comes back.</summary>
public sealed class DatabaseAwayTests
{
    [Fact]
    public async Task Every_door_says_when_to_come_again_and_all_goes_on_without_a_restart()
    {
        await using var scene = await Scene.Start(FaultScene.Options);
        var token = await scene.SignIn("ana");
        var ana = Of(scene, token);
        var basket = await ana.NewBasket();
        var line = await ana.Added(basket, scene.Skus[0], 1);
        await ana.Get("/api/session");

        scene.Postgres.Kill();
        // The first to come may find a connection that nobody told yet.
        await ana.Get("/api/baskets");
        ShouldBeAway(await ana.Get("/api/baskets", ("Accept-Language", "es")), "momento");
        ShouldBeAway(await ana.Get($"/api/baskets/{basket}"));
        ShouldBeAway(await ana.Change(basket, line.Id, new { quantity = 7 }));
        ShouldBeAway(await ana.Post("/api/baskets", new { name = "Kept out" }, ("Idempotency-Key", "while away")));
        ShouldBeAway(await ana.Get("/api/me"));
        ShouldBeAway(await Of(scene, null).Post("/api/session", new { userName = "bruno", password = "Demo-1234" }));
        foreach (var path in (string[])["/", "/baskets", $"/baskets/{basket}", "/products", "/orders", "/me"])
        {
            var page = await Of(scene, null).Get(path, ("Cookie", "modular_session=" + token), ("Accept-Language", "pt"));
            (page.Status, page.Headers.ContainsKey("Retry-After")).ShouldBe((503, true), path + ": " + page.Text);
            System.Net.WebUtility.HtmlDecode(page.Text).ShouldContain("Indisponível no momento", customMessage: path);
        }

        (await Of(scene, null).Get("/health/ready"))["status"].GetString().ShouldBe("database_away");
        (await ana.Get("/health/live")).Status.ShouldBe(200);

        await scene.Postgres.StartAgain();
        await Eventually.True(async () => (await ana.Get("/health/ready")).Status == 200 && (await ana.Get("/api/baskets")).Status == 200, "the portal serves again", 10);
        var changed = await Until(() => ana.Change(basket, line.Id, new { quantity = 8 }), 200);
        changed["quantity"].GetInt32().ShouldBe(8);
        await Until(() => ana.Post("/api/baskets", new { name = "Kept out" }, ("Idempotency-Key", "while away")), 201);
        await Until(() => ana.Post($"/api/baskets/{basket}/order", Orders.Body, ("Idempotency-Key", "after")), 201);
        // Workers too: events are told, the trail is sealed.
        var checker = new Checker(scene.ConnectionString);
        await checker.Settle(TimeSpan.FromSeconds(20));
        (await checker.Losses([])).ShouldBeEmpty();
        await ShouldHearRevocations(scene, ana);
        scene.Hosts[0].IsRunning.ShouldBeTrue();
    }

    /// <summary>What hosts tell each other is heard again: a session in memory ends at once.</summary>
    private static async Task ShouldHearRevocations(Scene scene, Api ana)
    {
        var bruno = Of(scene, await scene.SignIn("bruno"));
        var id = (await bruno.Get("/api/session"))["user"].GetProperty("id").GetGuid();
        (await bruno.Get("/api/orders")).Status.ShouldBe(200);
        (await ana.Delete($"/api/collaborators/{id}/privileges")).Status.ShouldBe(200);
        await Eventually.True(async () => (await bruno.Get("/api/orders")).Status == 403, "the privilege is gone", 2);
    }

    private static void ShouldBeAway(Answer answer, string? words = null)
    {
        answer.Status.ShouldBe(503, answer.Text);
        answer.Code.ShouldBeOneOf("request.database_away", "request.outcome_unknown");
        int.Parse(answer.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeInRange(1, 10);
        if (words is not null) answer["detail"].GetString()!.ShouldContain(words);
    }

    private static async Task<Answer> Until(Func<Task<Answer>> ask, int status)
    {
        Answer answer;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while ((answer = await ask()).Status != status)
        {
            answer.Status.ShouldBe(503, answer.Text);
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
            await Task.Delay(200);
        }

        return answer;
    }

    private static Api Of(Scene scene, string? token)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = scene.Address };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return new Api(http);
    }
}
