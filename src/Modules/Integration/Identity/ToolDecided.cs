namespace Modular.Integration.Identity;

/// <summary>A user's request for a tool was approved or denied.</summary>
/// <param name="Tool">As in <see cref="ToolRequested"/>.</param>
public sealed record ToolDecided(Guid UserId, Guid AccountId, string AccountName, string Tool, bool IsApproved, string? Reason);
