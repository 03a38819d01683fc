namespace Modular.Integration.Identity;

/// <summary>An administrator gave a user another user name to sign in with.</summary>
public sealed record UserRenamed(Guid UserId, string UserName, DateTime At);
