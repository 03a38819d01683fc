using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Modular.IntegrationTests;

/// <summary>The HTTP API as one client sees it. Headers are given as <c>("If-Match", "\"3\"")</c>.</summary>
public sealed class Api(HttpClient http)
{
    public HttpClient Http => http;

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Post(string path, object? body = null, params (string Name, string Value)[] headers) => Send(HttpMethod.Post, path, body, headers);

    public Task<Answer> Put(string path, object? body = null, params (string Name, string Value)[] headers) => Send(HttpMethod.Put, path, body, headers);

    public Task<Answer> Patch(string path, object? body = null, params (string Name, string Value)[] headers) => Send(HttpMethod.Patch, path, body, headers);

    public Task<Answer> Delete(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Delete, path, null, headers);

    /// <param name="body">An object goes as JSON, an <see cref="HttpContent"/> as it is.</param>
    public async Task<Answer> Send(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)),
        };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>A body of text sent as it is, valid or not.</summary>
    public static HttpContent Text(string body, string mediaType = "application/json") => new StringContent(body, Encoding.UTF8, mediaType);
}

/// <summary>What came back.</summary>
public sealed record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    private readonly Lazy<JsonElement> _body = new(() => JsonDocument.Parse(Text).RootElement);

    /// <summary>The body as JSON.</summary>
    public JsonElement Body => _body.Value;

    /// <summary>A member of the body: <c>answer["items"]</c>.</summary>
    public JsonElement this[string member] => Body.GetProperty(member);

    /// <summary>The refusal's code, or null.</summary>
    public string? Code => Headers.GetValueOrDefault("Content-Type") is "application/problem+json" && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>The names of the fields that the refusal blames.</summary>
    public string[] Fields => Body.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateObject().Select(e => e.Name)] : [];

    public string? ETag => Headers.GetValueOrDefault("ETag");

    public string? Location => Headers.GetValueOrDefault("Location");

    public Guid Id => this["id"].GetGuid();
}
