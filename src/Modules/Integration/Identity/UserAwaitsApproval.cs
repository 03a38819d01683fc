namespace Modular.Integration.Identity;

/// <summary>Somebody asked to join the account; its administrators decide.</summary>
/// <param name="AdministratorIds">The users who can approve it.</param>
public sealed record UserAwaitsApproval(Guid UserId, string UserName, Guid AccountId, string AccountName, IReadOnlyList<Guid> AdministratorIds);
