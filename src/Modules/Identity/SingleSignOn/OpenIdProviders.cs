using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Modular.Identity.SingleSignOn;

/// <summary>The back channel to OpenID providers: what they say of themselves, their keys, codes for tokens.</summary>
internal sealed class OpenIdProviders(IssuerTargets targets, TimeProvider time) : IDisposable
{
    private const int MostKept = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10), BetweenKeyLooks = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, KnownProvider> _known = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = targets.Connect, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 256 * 1024,
    };

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public void Dispose() => _http.Dispose();

    /// <param name="missesKey">A token was signed with a key that is not known: the provider may have changed its keys.</param>
    /// <exception cref="ProviderAwayException">It cannot be asked.</exception>
    public async Task<KnownProvider> Ask(string issuer, bool missesKey, CancellationToken ct)
    {
        if (_known.TryGetValue(issuer, out var known) && Now - known.At < (missesKey ? BetweenKeyLooks : Kept)) return known;
        var about = await Read<Discovery>(new HttpRequestMessage(HttpMethod.Get, issuer.TrimEnd('/') + "/.well-known/openid-configuration"), ct);
        if (about.Issuer != issuer) throw new ProviderAwayException($"It calls itself {about.Issuer}.");
        if (new[] { about.Authorization, about.Token, about.Keys }.Any(url => url is null || !url.IsAbsoluteUri || !targets.IsAllowed(url))
            || about.UserInfo is { } info && (!info.IsAbsoluteUri || !targets.IsAllowed(info)))
            throw new ProviderAwayException("It names no addresses that can be used.");
        var keys = await Text(new HttpRequestMessage(HttpMethod.Get, about.Keys), ct);
        KnownProvider found;
        try
        {
            found = new KnownProvider(about, [.. new JsonWebKeySet(keys).GetSigningKeys()], Now);
        }
        catch (ArgumentException malformed)
        {
            throw new ProviderAwayException("Its keys cannot be read.", malformed);
        }

        if (_known.Count >= MostKept) _known.Clear();
        return _known[issuer] = found;
    }

    /// <returns>The tokens, or null where the provider refuses the code.</returns>
    public async Task<Tokens?> Exchange(
        KnownProvider provider, string clientId, string clientSecret, string code, string verifier, string redirectUri, CancellationToken ct)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirectUri, ["code_verifier"] = verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.About.Token);
        if (provider.About.WantsSecretInForm)
        {
            (fields["client_id"], fields["client_secret"]) = (clientId, clientSecret);
        }
        else
        {
            var credentials = $"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(clientSecret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        }

        request.Content = new FormUrlEncodedContent(fields);
        using var response = await Send(request, ct);
        if ((int)response.StatusCode is 400 or 401) return null;
        var tokens = await Json<TokenReply>(response, ct);
        return tokens.IdToken is { } idToken ? new Tokens(idToken, tokens.AccessToken) : throw new ProviderAwayException("It gave no id_token.");
    }

    /// <summary>What the provider says of the one whom an access token is for.</summary>
    public Task<JsonElement> UserInfo(KnownProvider provider, string accessToken, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, provider.About.UserInfo);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return Read<JsonElement>(request, ct);
    }

    private async Task<T> Read<T>(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            using var response = await Send(request, ct);
            return await Json<T>(response, ct);
        }
    }

    private async Task<string> Text(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            using var response = await Send(request, ct);
            if (!response.IsSuccessStatusCode) throw new ProviderAwayException($"It answers {(int)response.StatusCode}.");
            return await response.Content.ReadAsStringAsync(ct);
        }
    }

    private static async Task<T> Json<T>(HttpResponseMessage response, CancellationToken ct)
    {
        if (!response.IsSuccessStatusCode) throw new ProviderAwayException($"It answers {(int)response.StatusCode}.");
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(ct) ?? throw new ProviderAwayException("It answers nothing.");
        }
        catch (JsonException malformed)
        {
            throw new ProviderAwayException("It does not answer JSON.", malformed);
        }
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await _http.SendAsync(request, ct);
        }
        catch (HttpRequestException away)
        {
            throw new ProviderAwayException(away.Message, away);
        }
        catch (TaskCanceledException slow) when (!ct.IsCancellationRequested)
        {
            throw new ProviderAwayException("It does not answer in time.", slow);
        }
    }

    internal sealed record Tokens(string IdToken, string? AccessToken);

    private sealed record TokenReply(
        [property: System.Text.Json.Serialization.JsonPropertyName("id_token")] string? IdToken,
        [property: System.Text.Json.Serialization.JsonPropertyName("access_token")] string? AccessToken);
}
