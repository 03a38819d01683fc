namespace Modular.Integration.Identity;

/// <summary>A user asked for a tool of an account.</summary>
/// <param name="Tool">The name of the module whose privileges are asked for; its words are the text <c>TOOL.module</c>.</param>
/// <param name="DeciderIds">Who can approve it.</param>
public sealed record ToolRequested(
    Guid RequestId, Guid UserId, string UserName, Guid AccountId, string AccountName, string Tool, string Reason, IReadOnlyList<Guid> DeciderIds);
