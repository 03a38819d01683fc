using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Modular.Host;
using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Faults;

/// <summary>More requests than the host has places for.</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task The_excess_is_refused_at_once_by_either_door_and_told_when_to_come_again()
    {
        await using var portal = await TestPortal.Start(await TestPostgres.NewDatabase(), "Host:Places=2", "Host:Waiting=0");
        foreach (var path in (string[])["/api/products", "/api/session", "/sign-in"]) await portal.Anonymous.Get(path);
        await using (var connection = await portal.Db.Open())
        await using (var held = await connection.BeginTransactionAsync())
        {
            await using (var hold = new Npgsql.NpgsqlCommand("LOCK TABLE catalog.products IN ACCESS EXCLUSIVE MODE", connection)) await hold.ExecuteNonQueryAsync();
            List<Task<Answer>> stuck = [portal.NewApi().Get("/api/products"), portal.NewApi().Get("/api/products")];
            Answer refused;
            var clock = Stopwatch.StartNew();
            while ((refused = await portal.Anonymous.Get("/api/session", ("Accept-Language", "es-CL"))).Status == 401)
            {
                clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
                // On a busy machine they come so late that the first has lost its place for being slow.
                if (clock.Elapsed.TotalSeconds > stuck.Count) stuck.Add(portal.NewApi().Get("/api/products"));
                await Task.Delay(10);
            }

            refused.ShouldBeRefused(503, "request.overloaded");
            refused["detail"].GetString()!.ShouldStartWith("En este momento");
            int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeInRange(1, 5);
            var page = await portal.Anonymous.Get("/sign-in", ("Accept-Language", "pt-BR"));
            page.Status.ShouldBe(503);
            System.Net.WebUtility.HtmlDecode(page.Text).ShouldContain("Indisponível no momento");
            page.Headers["Content-Security-Policy"].ShouldNotBeEmpty();
            page.Headers.ContainsKey("Retry-After").ShouldBeTrue();
            (await portal.Anonymous.Get("/health/ready")).Status.ShouldBe(200);
            (await portal.Anonymous.Get("/favicon.svg")).Status.ShouldBe(200);

            // Whatever takes seconds waits for somebody else and keeps nobody out.
            while ((await portal.Anonymous.Get("/api/session")).Status == 503) await Task.Delay(100);
            await held.RollbackAsync();
            var answers = await Task.WhenAll(stuck);
            answers.ShouldAllBe(a => a.Status == 200 || a.Status == 503);
            answers.Count(a => a.Status == 200).ShouldBeGreaterThanOrEqualTo(2);
        }
    }

    [Fact]
    public async Task Who_stops_half_way_through_a_body_keeps_nobody_out()
    {
        await using var portal = await TestPortal.Start(await TestPostgres.NewDatabase(), "Host:Places=2", "Host:Waiting=0");
        var hanging = Enumerable.Range(0, 20).Select(_ => Hang(portal.Address)).ToArray();
        await Task.Delay(300);

        for (var n = 0; n < 20; n++) (await portal.Anonymous.Get("/api/products")).Status.ShouldBe(200);
        foreach (var socket in hanging) socket.Dispose();
    }

    [Fact]
    public async Task A_burst_waits_for_its_turn()
    {
        await using var portal = await TestPortal.Start(await TestPostgres.NewDatabase(), "Host:Places=2");
        await portal.Anonymous.Get("/api/products");
        (await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => portal.Anonymous.Get("/api/products")))).ShouldAllBe(a => a.Status == 200);
    }

    [Fact]
    public async Task A_queue_that_runs_empty_now_and_then_uses_up_what_a_burst_may_wait()
    {
        using var admission = new Admission(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Host:Places"] = "1", ["Host:PatienceMilliseconds"] = "50" }).Build());
        for (var times = 0; times < 8; times++)
        {
            var first = (await admission.Enter(default)).ShouldNotBeNull();
            var waiting = new List<Task>();
            for (var others = 0; others < 30; others++)
            {
                waiting.Add(PassThrough());
                await Task.Delay(20);
            }

            first.Leave();
            await Task.WhenAll(waiting);
        }

        var taken = (await admission.Enter(default)).ShouldNotBeNull();
        var clock = Stopwatch.StartNew();
        (await admission.Enter(default)).ShouldBeNull();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        taken.Leave();

        async Task PassThrough() => (await admission.Enter(default))?.Leave();
    }

    [Fact]
    public void Memory_is_given_back_once_after_a_busy_time()
    {
        const long megabyte = 1 << 20;
        using var spare = new SpareMemory();
        spare.IsDue(20 * megabyte).ShouldBeFalse("nothing much was done yet");
        spare.IsDue(900 * megabyte).ShouldBeFalse("it is busy");
        spare.IsDue(910 * megabyte).ShouldBeTrue();
        spare.IsDue(920 * megabyte).ShouldBeFalse("it was given back already");
        spare.IsDue(1500 * megabyte).ShouldBeFalse("it is busy again");
        spare.IsDue(1510 * megabyte).ShouldBeTrue();
    }

    private static Socket Hang(Uri portal)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(portal.Host, portal.Port);
        socket.Send(Encoding.ASCII.GetBytes("POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"userName\":"));
        return socket;
    }
}
