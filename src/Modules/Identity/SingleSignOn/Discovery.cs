using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace Modular.Identity.SingleSignOn;

/// <summary>What a provider says of itself (OpenID Connect Discovery 1.0, 3).</summary>
internal sealed record Discovery(
    [property: JsonPropertyName("issuer")] string? Issuer,
    [property: JsonPropertyName("authorization_endpoint")] Uri? Authorization,
    [property: JsonPropertyName("token_endpoint")] Uri? Token,
    [property: JsonPropertyName("userinfo_endpoint")] Uri? UserInfo,
    [property: JsonPropertyName("jwks_uri")] Uri? Keys,
    [property: JsonPropertyName("token_endpoint_auth_methods_supported")] string[]? TokenMethods)
{
    /// <summary>Whether it takes the client's credentials in the form only.</summary>
    [JsonIgnore]
    public bool WantsSecretInForm => TokenMethods is { } methods && !methods.Contains("client_secret_basic") && methods.Contains("client_secret_post");
}

/// <summary>A provider that was asked about itself, with the keys it signs with.</summary>
internal sealed record KnownProvider(Discovery About, IReadOnlyList<SecurityKey> Keys, DateTime At);

/// <summary>A provider does not answer, or not what the standard says.</summary>
internal sealed class ProviderAwayException(string reason, Exception? inner = null) : Exception(reason, inner);
