namespace Modular.Integration.Identity;

/// <summary>A user forgot the password, or an administrator reset it: the new one goes out by e-mail and must be changed at the next sign-in.</summary>
/// <param name="SealedPassword">To be opened with the <c>Sealer</c>.</param>
public sealed record TemporaryPasswordIssued(Guid UserId, string SealedPassword, DateTime ValidUntil);
