using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Modular.BuildingBlocks.Callers;

/// <summary>Who asks, for which account, and what they may do there. A stranger's account never shows up in it.</summary>
/// <param name="Privileges">Every privilege held, an administrator's and a staff member's spelled out.</param>
/// <param name="AccessGroup">The account's group of users this caller belongs to, shown in the header.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of the account; decides how money and dates are written.</param>
public sealed record Caller(
    Guid SessionId,
    Guid UserId,
    string UserName,
    string DisplayName,
    Guid AccountId,
    string AccountName,
    string AccountKind,
    string AccessGroup,
    string Role,
    string Country,
    bool IsAdministrator,
    bool IsStaff,
    FrozenSet<string> Privileges)
{
    public static readonly Caller Nobody = new(
        default, default, "", "", default, "", "", "", "", "", false, false, FrozenSet<string>.Empty);

    /// <summary>The reason that the distributor's staff gave for acting for this account; null for its own members.</summary>
    public string? Behalf { get; init; }

    /// <summary>Since when a staff member acts so, and until when at the latest; with <see cref="Behalf"/> only.</summary>
    public DateTime? BehalfSince { get; init; }

    /// <inheritdoc cref="BehalfSince"/>
    public DateTime? BehalfUntil { get; init; }

    /// <summary>What has to be done before anything else can be; null: nothing.</summary>
    public PendingStep? Pending { get; init; }

    /// <summary>What is switched off for the account; the privileges that belong to it are not among <see cref="Privileges"/>.</summary>
    public FrozenSet<string> FeaturesOff { get; init; } = FrozenSet<string>.Empty;

    /// <summary>A program of the account, with the privileges of its token alone.</summary>
    public bool IsClient { get; init; }

    /// <summary>The account's own provider vouches for the session: good for this account alone, and not for what is the user's everywhere.</summary>
    public bool BySingleSignOn { get; init; }

    public bool IsSignedIn => UserId != default;

    public bool Can(string privilege) => Privileges.Contains(privilege);

    /// <summary>Whether the feature is switched on for the account.</summary>
    public bool Has(string feature) => !FeaturesOff.Contains(feature);

    public static ValueTask<Caller?> BindAsync(HttpContext http) =>
        ValueTask.FromResult<Caller?>(http.RequestServices.GetRequiredService<Caller>());
}

/// <summary>A step that a session waits for, such as the change of a temporary password.</summary>
/// <param name="Code">The refusal of everything else.</param>
/// <param name="Page">Where the step is done.</param>
public sealed record PendingStep(string Code, string Page);

/// <summary>Holds the caller of one request; filled by the authentication middleware, read through <see cref="Caller"/>.</summary>
public sealed class CallerScope
{
    public Caller Caller { get; set; } = Caller.Nobody;
}
