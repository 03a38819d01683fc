namespace Modular.Integration.Identity;

/// <summary>A company applied to become a reseller.</summary>
/// <param name="Language"><c>es</c>, <c>pt-BR</c> or <c>en</c>.</param>
public sealed record ApplicationReceived(Guid ApplicationId, string Reference, string Company, string ApplicantName, string Email, string Language);
