namespace Modular.Integration.Identity;

/// <summary>The distributor accepted or refused a company's application.</summary>
/// <param name="AccountId">The new account; null where it was refused.</param>
/// <param name="UserName">The first administrator's, who signs in with it; null where it was refused.</param>
public sealed record ApplicationDecided(
    Guid ApplicationId, string Reference, string Company, string ApplicantName, string Email, string Language, bool IsAccepted, string Reason,
    Guid? AccountId, string? UserName);
