namespace Modular.Integration.Identity;

/// <summary>An administrator invited somebody by e-mail to join the account.</summary>
/// <param name="Language"><c>es</c>, <c>pt-BR</c> or <c>en</c>.</param>
/// <param name="SealedToken">To be opened with the <c>Sealer</c>; the link is <c>/invitation?token=…</c>.</param>
public sealed record UserInvited(
    Guid InvitationId, Guid AccountId, string AccountName, string InvitedBy, string Name, string Email, string Language,
    string SealedToken, DateTime ValidUntil);
