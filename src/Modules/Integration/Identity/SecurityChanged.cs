namespace Modular.Integration.Identity;

/// <summary>Something about a user's way in has changed, which its owner should hear of.</summary>
/// <param name="Kind"><c>password_changed</c>, <c>second_factor_on</c>, <c>second_factor_off</c>, <c>recovery_codes_renewed</c>, <c>locked_out</c> or <c>new_device</c>.</param>
/// <param name="Device">The browser and system, where the kind has one.</param>
public sealed record SecurityChanged(Guid UserId, string Kind, string? Device, DateTime At)
{
    /// <summary>Who lets in again whoever is <c>locked_out</c>: the administrators of the account, or nobody where that is for the distributor.</summary>
    public IReadOnlyList<string> Administrators { get; init; } = [];

    /// <summary>Where the distributor is called; with <c>locked_out</c> only.</summary>
    public string? Phone { get; init; }
}
