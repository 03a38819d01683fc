using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Modular.Identity.SingleSignOn;

/// <summary>Who a provider says has signed in.</summary>
/// <param name="Email">Only one that the provider has verified.</param>
internal sealed record ProvedPerson(string Subject, string? Email);

/// <summary>Checks id tokens: signature by the provider's keys, issuer, audience, time, nonce (OpenID Connect Core 1.0, 3.1.3.7).</summary>
internal sealed class IdTokens(OpenIdProviders providers, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    // Those with a public key only: no algorithm for which the client's secret would sign.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <returns>Null where the token proves nothing.</returns>
    public async Task<ProvedPerson?> Check(string issuer, string clientId, OpenIdProviders.Tokens tokens, string nonce, CancellationToken ct)
    {
        var provider = await providers.Ask(issuer, false, ct);
        var result = await Validate(provider, clientId, tokens.IdToken);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException)
        {
            provider = await providers.Ask(issuer, true, ct);
            result = await Validate(provider, clientId, tokens.IdToken);
        }

        if (!result.IsValid || result.SecurityToken is not JsonWebToken token || !Same(Text(token, "nonce"), nonce)) return null;
        if (token.Audiences.Count() > 1 && Text(token, "azp") != clientId) return null;
        if (string.IsNullOrEmpty(token.Subject) || token.Subject.Length > 255) return null;
        if (Text(token, "email") is { } email) return new ProvedPerson(token.Subject, IsTrue(token.Claims.FirstOrDefault(c => c.Type == "email_verified")?.Value) ? email : null);
        if (tokens.AccessToken is null || provider.About.UserInfo is null) return new ProvedPerson(token.Subject, null);

        var info = await providers.UserInfo(provider, tokens.AccessToken, ct);
        return info.ValueKind == JsonValueKind.Object && Text(info, "sub") == token.Subject
            ? new ProvedPerson(token.Subject, IsTrue(Text(info, "email_verified")) ? Text(info, "email") : null)
            : null;
    }

    private Task<TokenValidationResult> Validate(KnownProvider provider, string clientId, string token) => Handler.ValidateTokenAsync(
        token,
        new TokenValidationParameters
        {
            ValidIssuer = provider.About.Issuer, ValidAudience = clientId, IssuerSigningKeys = provider.Keys, ValidAlgorithms = Algorithms,
            LifetimeValidator = (notBefore, expires, _, _) => expires > Now - Skew && (notBefore is null || notBefore < Now + Skew),
        });

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var value) ? value : null;

    private static string? Text(JsonElement info, string member) =>
        !info.TryGetProperty(member, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText()
        : null;

    // Some providers write it as text.
    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static bool Same(string? one, string other) =>
        one is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
