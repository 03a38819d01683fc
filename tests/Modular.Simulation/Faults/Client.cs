using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Modular.Simulation.Faults;

/// <summary>The API as a careful program uses it: what has no answer, or is told to wait, is sent again.</summary>
public sealed class Client : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http;
    private readonly Counts _counts;

    public Client(Uri address, string? token, Counts counts)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = address, Timeout = TimeSpan.FromSeconds(30),
        };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _counts = counts;
    }

    /// <returns>Null where nothing definite was answered for a minute.</returns>
    public async Task<Reply?> Send(HttpMethod method, string path, object? body = null, string? key = null, long? seen = null)
    {
        var giveUp = DateTime.UtcNow + Patience;
        for (var attempt = 1; ; attempt++)
        {
            if (await Try(method, path, body, key, seen, attempt) is { } reply) return reply;
            if (DateTime.UtcNow > giveUp) return null;
            await Task.Delay(Math.Min(20 * attempt, 200));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Reply?> Try(HttpMethod method, string path, object? body, string? key, long? seen, int attempt)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            // Without a body, if only an empty one, HttpClient sends a request again by itself, and the ledger would not know.
            Content = body is not null ? JsonContent.Create(body) : method == HttpMethod.Get ? null : new ByteArrayContent([]),
        };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (seen is not null) request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        try
        {
            using var response = await _http.SendAsync(request);
            var status = (int)response.StatusCode;
            var bytes = await response.Content.ReadAsByteArrayAsync();
            if (status is 429 or 503)
            {
                // A proxy without any host to ask says nothing of when.
                var isOurs = response.Content.Headers.ContentType?.MediaType == "application/problem+json";
                _counts.Refuse(isOurs ? JsonDocument.Parse(bytes).RootElement.GetProperty("code").GetString()! : "the proxy has no host");
                if (isOurs && response.Headers.RetryAfter is null) _counts.Wonder($"{status} without Retry-After");
                return null;
            }

            if (status >= 500)
            {
                // The proxy's own word for a host that died under a request.
                if (status is 502 or 504) _counts.Break();
                else _counts.Wonder($"{method} {status}");
                return null;
            }

            _counts.Answered();
            var isJson = bytes.Length > 0 && response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
            return new Reply(status, isJson ? JsonDocument.Parse(bytes).RootElement : default, attempt);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            _counts.Break();
            return null;
        }
    }
}
