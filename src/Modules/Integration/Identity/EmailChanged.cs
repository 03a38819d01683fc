namespace Modular.Integration.Identity;

/// <summary>A user's e-mail address is another one now; the old one is told, in case it was somebody else.</summary>
/// <param name="Language"><c>es</c>, <c>pt-BR</c> or <c>en</c>.</param>
public sealed record EmailChanged(Guid UserId, string Name, string OldEmail, string NewEmail, string Language, DateTime At);
