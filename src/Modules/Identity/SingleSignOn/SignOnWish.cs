using System.Text.RegularExpressions;

namespace Modular.Identity.SingleSignOn;

/// <summary>What an administrator asks for.</summary>
/// <param name="ClientSecret">Null or empty: the one that is kept, for the same issuer and client id only.</param>
internal sealed record SignOnWish(
    string? Issuer, string? ClientId, string? ClientSecret, IReadOnlyCollection<string>? Domains, bool PasswordsAllowed, bool ProvesFactor)
{
    public const int MostDomains = 20;

    public string[] PlainDomains => [.. (Domains ?? []).OfType<string>().Select(d => d.Trim().TrimStart('@').ToLowerInvariant()).Where(d => d.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether nothing is asked for that the distributor would have to look at again.</summary>
    public bool Keeps(SignOnSettings now) =>
        string.IsNullOrEmpty(ClientSecret) && Issuer!.Trim() == now.Issuer && ClientId!.Trim() == now.ClientId && PlainDomains.SequenceEqual(now.Domains)
        && (now.ProvesFactor || !ProvesFactor);
}

/// <summary>The shape of a <see cref="SignOnWish"/>.</summary>
internal sealed partial class SignOnWishRules : AbstractValidator<SignOnWish>
{
    public SignOnWishRules()
    {
        RuleFor(w => w.Issuer).NotEmpty().Line(300).OverridePropertyName("issuer");
        RuleFor(w => w.ClientId).NotEmpty().Line(200).OverridePropertyName("clientId");
        RuleFor(w => w.ClientSecret).Line(500).OverridePropertyName("clientSecret");
        RuleFor(w => w.Domains).NotEmpty().OverridePropertyName("domains");
    }

    public static bool IsDomain(string text) => Domain().IsMatch(text);

    [GeneratedRegex(@"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$")]
    private static partial Regex Domain();
}
