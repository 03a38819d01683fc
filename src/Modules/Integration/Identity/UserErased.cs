namespace Modular.Integration.Identity;

/// <summary>A person was forgotten: whoever keeps something of this user that is not the account's business erases it.</summary>
public sealed record UserErased(Guid UserId, DateTime At);
