using System.Net.Sockets;
using System.Text;

namespace Modular.Simulation.Faults;

/// <summary>The ways in which things break. Each answers how often it struck and what it saw.</summary>
public static class Strikes
{
    private const string HalfABody = "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"userName\":\"";
    private const string Alive = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";

    public static async Task<(int, string)> KillHosts(Scene scene, int times)
    {
        for (var n = 0; n < times; n++)
        {
            var host = scene.Hosts[n % scene.Hosts.Count];
            await host.Kill();
            await Task.Delay(300);
            await host.Start();
            await Task.Delay(1500);
        }

        return (times, "");
    }

    public static async Task<(int, string)> CutConnections(Scene scene, int times)
    {
        for (var n = 0; n < times; n++)
        {
            await PrivatePostgres.CutConnections(scene.ConnectionString);
            await Task.Delay(700);
        }

        return (times, "");
    }

    public static async Task<(int, string)> KillPostgres(Scene scene, int times, Counts counts)
    {
        var notes = new SortedSet<string>();
        for (var n = 0; n < times; n++)
        {
            scene.Postgres.Kill();
            await Task.Delay(1500);
            foreach (var path in (string[])["/api/baskets", "/baskets", "/sign-in", "/health/ready"]) notes.Add(await WhileAway(scene, path, counts));
            await scene.Postgres.StartAgain();
            await Task.Delay(2500);
        }

        return (times, string.Join("; ", notes));
    }

    public static async Task<(int, string)> FillDisk(Scene scene, int times)
    {
        var place = Path.GetDirectoryName(scene.Postgres.Directory)!;
        var ended = 0;
        for (var n = 0; n < times; n++)
        {
            var filler = Path.Combine(place, "filler");
            await Programs.Try("dd", "if=/dev/zero", $"of={filler}", "bs=1M");
            await Task.Delay(4000);
            File.Delete(filler);
            await Task.Delay(500);
            if (!scene.Postgres.IsRunning)
            {
                ended++;
                await scene.Postgres.StartAgain();
            }

            await Task.Delay(2500);
        }

        return (times, ended > 0 ? $"PostgreSQL ended itself {ended} times and was started again" : "PostgreSQL went on by itself");
    }

    /// <summary>Ahead, back before the beginning, and home again.</summary>
    public static async Task<(int, string)> JumpClock(Scene scene)
    {
        string[] jumps = ["+3600", "-3600", "+10800", "+0"];
        foreach (var jump in jumps)
        {
            await File.WriteAllTextAsync(scene.ClockFile, jump);
            await Task.Delay(2000);
        }

        return (jumps.Length, "hosts' clock by libfaketime: 1 h ahead, 1 h back, 3 h ahead, home");
    }

    public static async Task<(int, string)> HangHalfWay(Scene scene, int clients)
    {
        var host = scene.Hosts[0].Address;
        var hanging = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Connect(host, HalfABody)));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Task.WhenAll(hanging.Select(async socket =>
        {
            var buffer = new byte[4096];
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                while (await socket.ReceiveAsync(buffer, patience.Token) > 0) { }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Reset is as good as closed; the clock tells whether it was in time.
            }

            socket.Dispose();
        }));
        return (clients, $"the host let go of them after {clock.Elapsed.TotalSeconds:0} s");
    }

    public static async Task<(int, string)> Idle(Scene scene, int connections)
    {
        var host = scene.Hosts[0].Address;
        var sockets = new List<Socket>(connections);
        try
        {
            while (sockets.Count < connections)
                sockets.AddRange(await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Connect(host, Alive))));
            await Task.Delay(5000);
            return (sockets.Count, "");
        }
        finally
        {
            foreach (var socket in sockets) socket.Dispose();
        }
    }

    /// <summary>SIGTERM to one host after another, each started again when it is gone.</summary>
    public static async Task<(int, string)> Drain(Scene scene, Counts counts)
    {
        foreach (var host in scene.Hosts)
        {
            var code = await host.Terminate();
            if (code != 0) counts.Wonder($"a drained host ended with {code}");
            await host.Start();
            await Task.Delay(2000);
        }

        if (counts.Broken > 0) counts.Wonder($"{counts.Broken} broken requests while hosts drained");
        if (counts.Unavailable > 0) counts.Wonder($"{counts.Refusals} while hosts drained");
        return (scene.Hosts.Count, counts.Broken + counts.Unavailable == 0 ? "no request failed" : "");
    }

    private static async Task<Socket> Connect(Uri host, string text)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(host.Host, host.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(text));
        return socket;
    }

    private static async Task<string> WhileAway(Scene scene, string path, Counts counts)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = scene.Hosts[0].Address, Timeout = TimeSpan.FromSeconds(20) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "nobody-knows-this-one");
        http.DefaultRequestHeaders.Add("Cookie", "modular_session=nobody-knows-this-one");
        using var answer = await http.GetAsync(path);
        var status = (int)answer.StatusCode;
        if (status != 503 && path != "/sign-in") counts.Wonder($"GET {path} answers {status} without a database");
        if (status == 503 && answer.Headers.RetryAfter is null && path != "/health/ready") counts.Wonder($"GET {path} says not when to come again");
        return $"{path} {status}";
    }
}
