using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Modular.Simulation.Faults;

/// <summary>HAProxy before hosts of this machine, as <c>deploy/haproxy.cfg</c> sets it up, without stickiness.</summary>
public sealed partial class Proxy : IDisposable
{
    private readonly Process _process;

    private Proxy(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<Proxy> Start(string configuration, string directory, IEnumerable<Uri> hosts)
    {
        var address = new Uri($"http://127.0.0.1:{Programs.FreePort()}");
        var file = Path.Combine(directory, $"haproxy-{address.Port}.cfg");
        await File.WriteAllTextAsync(file, Adapted(configuration, address.Port, [.. hosts]));
        var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec /usr/sbin/haproxy -db -f \"$1\" >\"$1.log\" 2>&1", "sh", file]) { WorkingDirectory = directory })!;
        var proxy = new Proxy(process, address);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        if (await Programs.Becomes(async () => await Answers(http, new Uri(address, "/health/ready")), TimeSpan.FromSeconds(30))) return proxy;
        proxy.Dispose();
        throw new InvalidOperationException("HAProxy does not answer.");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>The deployed file with this machine's ports in place of the containers' names.</summary>
    private static string Adapted(string configuration, int port, IReadOnlyList<Uri> hosts)
    {
        var text = Resolvers().Replace(configuration, "").Replace(" resolvers docker init-addr none", "", StringComparison.Ordinal)
            // As many connections as this machine lets it have.
            .Replace("    maxconn 20000\n", "", StringComparison.Ordinal)
            .Replace("bind :8080", string.Create(CultureInfo.InvariantCulture, $"bind 127.0.0.1:{port}"), StringComparison.Ordinal);
        return Servers().Replace(text, "") + string.Concat(hosts.Select((h, n) => string.Create(CultureInfo.InvariantCulture, $"    server host{n} 127.0.0.1:{h.Port} check\n")));
    }

    private static async Task<bool> Answers(HttpClient http, Uri address)
    {
        try
        {
            using var answer = await http.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^resolvers docker\n(?:[ ]+.*\n)*\n?", RegexOptions.Multiline)]
    private static partial Regex Resolvers();

    [GeneratedRegex(@"^ *server .*\n", RegexOptions.Multiline)]
    private static partial Regex Servers();
}
