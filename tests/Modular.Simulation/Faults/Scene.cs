using System.Net.Http.Json;
using System.Text.Json;
using Modular.Simulation.Prices;

namespace Modular.Simulation.Faults;

/// <summary>A database, the hosts on it and, before several of them, a proxy; gone without a trace when disposed.</summary>
public sealed class Scene : IAsyncDisposable
{
    private const string Libfaketime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    private readonly List<PortalProcess> _hosts = [];
    private PrivatePostgres? _postgres;
    private Proxy? _proxy;
    private bool _mounted;

    private Scene(string directory) => Directory = directory;

    public string Directory { get; }

    public IReadOnlyList<PortalProcess> Hosts => _hosts;

    public string ConnectionString { get; private set; } = "";

    /// <summary>Where the resellers go.</summary>
    public Uri Address => _proxy?.Address ?? _hosts[0].Address;

    public IReadOnlyList<string> Skus { get; private set; } = [];

    public PrivatePostgres Postgres => _postgres ?? throw new InvalidOperationException("This database is somebody else's.");

    public string ClockFile => Path.Combine(Directory, "clock");

    /// <summary>Whether <see cref="SceneOptions.OwnClock"/> can be had: Debian's package <c>faketime</c>.</summary>
    public static bool HasOwnClock => File.Exists(Libfaketime);

    public static async Task<Scene> Start(SceneOptions options)
    {
        var scene = new Scene(System.IO.Directory.CreateTempSubdirectory("modular-faults-").FullName);
        try
        {
            await scene.Prepare(options);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    public async Task<string> SignIn(string userName)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var answer = await http.PostAsJsonAsync("/api/session", new { userName, password = "Demo-1234" });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        _proxy?.Dispose();
        foreach (var host in _hosts) host.Dispose();
        if (_postgres is not null) await _postgres.DisposeAsync();
        if (_mounted) await Programs.Try("umount", "-l", Path.Combine(Directory, "database"));
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private async Task Prepare(SceneOptions options)
    {
        File.SetUnixFileMode(Directory, (UnixFileMode)0b111_101_101);
        if (options.ConnectionString is null) await StartPostgres(options.Megabytes);
        ConnectionString = options.ConnectionString ?? _postgres!.ConnectionString;
        var prices = Path.Combine(Directory, "prices.csv");
        await using (var writer = new StreamWriter(prices)) await new PriceFile(300, Seed: 1).WriteTo(writer, ',');
        var environment = new Dictionary<string, string> { ["ConnectionStrings__Modular"] = ConnectionString + ";Maximum Pool Size=60" };
        if (options.OwnClock)
        {
            await File.WriteAllTextAsync(ClockFile, "+0");
            environment["LD_PRELOAD"] = Libfaketime;
            environment["FAKETIME_TIMESTAMP_FILE"] = ClockFile;
            environment["FAKETIME_NO_CACHE"] = "1";
            environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        }

        for (var n = 0; n < options.Hosts; n++)
        {
            _hosts.Add(new PortalProcess(
                options.Program, Path.Combine(Directory, $"host{n}"), environment,
                "--Silo:Shared", options.Hosts > 1 ? "true" : "false", "--Host:DrainSeconds", options.Hosts > 1 ? "3" : "0",
                "--Demo:Enabled", "true", "--Demo:PriceFile", prices, "--RateLimits:sign-in", "100000"));
        }

        foreach (var host in _hosts) await host.Start();
        if (options.Hosts > 1) _proxy = await Proxy.Start(options.ProxyConfiguration, Directory, _hosts.Select(h => h.Address));
        Skus = await FindSkus();
    }

    private async Task StartPostgres(int? megabytes)
    {
        var place = Path.Combine(Directory, "database");
        System.IO.Directory.CreateDirectory(place);
        if (megabytes is not null)
        {
            var (code, output) = await Programs.Try("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=755", "tmpfs", place);
            if (code != 0) throw new IOException("No small file system can be mounted here: " + output.Trim());
            _mounted = true;
        }

        _postgres = await PrivatePostgres.Start(Path.Combine(place, "cluster"));
    }

    /// <summary>The demo's products appear some moments after the first start.</summary>
    private async Task<IReadOnlyList<string>> FindSkus()
    {
        using var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await SignIn("bruno"));
        string[] skus = [];
        await Programs.Becomes(async () => (skus = await Found(http)).Length >= 20, TimeSpan.FromSeconds(30));
        return skus.Length >= 20 ? skus : throw new InvalidOperationException("The demo's products do not appear.");
    }

    private static async Task<string[]> Found(HttpClient http)
    {
        var page = await http.GetFromJsonAsync<JsonElement>("/api/products?q=cable&size=60");
        // Some need a certificate that nobody here has.
        return [.. page.GetProperty("items").EnumerateArray().Where(i => !i.TryGetProperty("requiredCertification", out var needed) || needed.ValueKind == JsonValueKind.Null)
            .Select(i => i.GetProperty("sku").GetString()!).Take(20)];
    }
}
