using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Modular.Simulation.Faults;

/// <summary>Edits of lines as fast as they are answered, each connection its own basket.</summary>
public sealed class Load : IDisposable
{
    private readonly HttpClient _http;
    private readonly IReadOnlyList<string> _lines;

    private Load(HttpClient http, IReadOnlyList<string> lines) => (_http, _lines) = (http, lines);

    /// <summary>What came of some seconds of it.</summary>
    public sealed record Measured(double Accepted, double Refused, double AcceptedP50, double AcceptedP99, double RefusedP99, int Failed);

    public static async Task<Load> Prepare(Uri address, string token, string sku, int baskets)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 10_000 }) { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var lines = new List<string>();
        for (var n = 0; n < baskets; n++)
        {
            var basket = await Made(http, "/api/baskets", new { name = $"Load {n}" });
            lines.Add($"/api/baskets/{basket}/lines/{await Made(http, $"/api/baskets/{basket}/lines", new { sku, quantity = 1 })}");
        }

        return new Load(http, lines);
    }

    public async Task<Measured> Run(int connections, TimeSpan time)
    {
        var (accepted, refused) = (new List<double>(), new List<double>());
        var failed = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(n => Task.Run(async () =>
        {
            var (mine, others) = (new List<double>(), new List<double>());
            for (var q = 1; clock.Elapsed < time; q++)
            {
                var began = Stopwatch.GetTimestamp();
                using var request = new HttpRequestMessage(HttpMethod.Patch, _lines[n % _lines.Count])
                {
                    Content = new StringContent($"{{\"quantity\":{(q % 5000) + 1}}}", Encoding.UTF8, "application/json"),
                };
                using var answer = await _http.SendAsync(request);
                var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                if (answer.IsSuccessStatusCode) mine.Add(took);
                else if ((int)answer.StatusCode is 429 or 503) others.Add(took);
                else Interlocked.Increment(ref failed);
            }

            lock (accepted)
            {
                accepted.AddRange(mine);
                refused.AddRange(others);
            }
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        return new Measured(accepted.Count / seconds, refused.Count / seconds, At(accepted, 0.5), At(accepted, 0.99), At(refused, 0.99), failed);
    }

    public async Task Clear()
    {
        foreach (var line in _lines) (await _http.DeleteAsync(line[..line.IndexOf("/lines", StringComparison.Ordinal)])).Dispose();
    }

    public void Dispose() => _http.Dispose();

    private static double At(List<double> times, double part)
    {
        times.Sort();
        return times.Count == 0 ? 0 : times[(int)((times.Count - 1) * part)];
    }

    private static async Task<string> Made(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}
