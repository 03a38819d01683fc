using Microsoft.Extensions.Options;

namespace Modular.Identity.SingleSignOn;

/// <summary>Where OpenID providers may be.</summary>
internal sealed class IssuerTargets(IOptions<IdentityOptions> options) : Targets(options.Value.AllowPrivateIssuers)
{
    /// <returns>The issuer's address, or null where it can be none.</returns>
    public Uri? Issuer(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var url) && IsAllowed(url) && url.Query.Length == 0 && url.Fragment.Length == 0 ? url : null;
}
