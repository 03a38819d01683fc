namespace Modular.Integration.Identity;

/// <summary>An administrator let a waiting user into the account.</summary>
public sealed record UserApproved(Guid UserId, Guid AccountId, string AccountName);
