using System.ComponentModel.DataAnnotations;

namespace Modular.Identity;

/// <summary>Configuration section <c>Identity</c>.</summary>
internal sealed record IdentityOptions
{
    /// <summary>Wrong passwords for one user name before it is locked.</summary>
    [Range(1, 1000)]
    public int MaxFailures { get; init; } = 5;

    /// <summary>How long a locked name stays locked, in minutes.</summary>
    [Range(1, 7 * 24 * 60)]
    public int LockMinutes { get; init; } = 15;

    /// <summary>How long a session lasts, in minutes.</summary>
    [Range(1, 30 * 24 * 60)]
    public int SessionMinutes { get; init; } = 12 * 60;

    /// <summary>Applications of companies taken from one address within an hour.</summary>
    [Range(1, 100_000)]
    public int ApplicationsPerHour { get; init; } = 20;
}
