namespace Modular.Identity.SingleSignOn;

/// <summary>That a member is who a provider means by a subject, for one account.</summary>
internal sealed record SignOnLink
{
    public string Issuer { get; init; } = "";
    public string Subject { get; init; } = "";
    public DateTime LinkedAt { get; init; }
}
