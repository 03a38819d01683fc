using System.Diagnostics;

namespace Modular.IntegrationTests.Faults;

/// <summary>A host that is told to stop while others still send to it.</summary>
public sealed class DrainTests
{
    [Fact]
    public async Task It_says_that_it_leaves_serves_on_and_ends_connections_politely()
    {
        using var host = await HostProcess.Start(await TestPostgres.NewDatabase(), "--Host:DrainSeconds", "10");
        var api = host.NewApi();
        var before = await api.Get("/health/ready");
        (before.Status, before.Headers.ContainsKey("Connection")).ShouldBe((200, false));

        host.Signal("TERM");
        var clock = Stopwatch.StartNew();
        while ((await api.Get("/health/ready")).Status == 200) clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        var ready = await api.Get("/health/ready");
        (ready.Status, ready["status"].GetString(), ready.Headers["Connection"]).ShouldBe((503, "draining", "close"));
        var served = await api.Get("/api/products");
        (served.Status, served.Headers["Connection"]).ShouldBe((200, "close"));
        (await api.Get("/sign-in")).Status.ShouldBe(200);

        (await host.Ended(withinSeconds: 20)).ShouldBe(0);
        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(9.5));
    }

    [Fact]
    public async Task Asked_twice_it_stops_at_once()
    {
        using var host = await HostProcess.Start(await TestPostgres.NewDatabase(), "--Host:DrainSeconds", "300");
        host.Signal("TERM");
        await Task.Delay(300);
        (await host.NewApi().Get("/health/ready")).Status.ShouldBe(503);
        host.Signal("TERM");
        (await host.Ended(withinSeconds: 20)).ShouldBe(0);
    }
}
