using System.ComponentModel.DataAnnotations;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity;

/// <summary>Configuration section <c>Identity</c>.</summary>
internal sealed record IdentityOptions
{
    /// <summary>Wrong passwords for one user name before it is locked.</summary>
    [Range(1, 1000)]
    public int MaxFailures { get; init; } = 5;

    /// <summary>Minutes of the first lock, and of each further one after a single wrong password more; the last goes on.</summary>
    [RegularExpression(@"\d{1,5}(,\s*\d{1,5})*")]
    public string LockMinutes { get; init; } = "1, 5, 15, 60, 240";

    /// <summary>How long after the last wrong password they no longer count, in hours.</summary>
    [Range(1, 30 * 24)]
    public int LockMemoryHours { get; init; } = 24;

    /// <summary>How long a session lasts, in minutes.</summary>
    [Range(1, 30 * 24 * 60)]
    public int SessionMinutes { get; init; } = 12 * 60;

    /// <summary>How long the distributor's staff acts for an account at the most, in minutes.</summary>
    [Range(1, 24 * 60)]
    public int BehalfMinutes { get; init; } = 60;

    /// <summary>The least length of a password.</summary>
    [Range(6, 128)]
    public int PasswordLength { get; init; } = 6;

    /// <summary>Whether a password also needs a character that is neither letter nor digit.</summary>
    public bool PasswordNeedsSymbol { get; init; }

    /// <summary>The rule as people read it.</summary>
    public string PasswordSentence(Texts texts) => texts[PasswordNeedsSymbol ? "identity.password_shape_symbol" : "identity.password_shape", PasswordLength];

    /// <summary>How long a temporary password can be used, in hours.</summary>
    [Range(1, 7 * 24)]
    public int TemporaryHours { get; init; } = 24;

    /// <summary>Temporary passwords that may be asked for one pair of user name and e-mail within an hour: wrong pairs use up nothing of the right one.</summary>
    [Range(1, 1000)]
    public int ResetsPerName { get; init; } = 3;

    /// <summary>Temporary passwords that may be asked for from one address within an hour.</summary>
    [Range(1, 100_000)]
    public int ResetsPerAddress { get; init; } = 30;

    /// <summary>Where a locked administrator calls the distributor.</summary>
    [Required]
    public string DistributorPhone { get; init; } = "+1 305 555 0100";

    /// <summary>How long a name is locked after so many wrong passwords; null: not yet.</summary>
    public TimeSpan? LockAfter(int failures)
    {
        if (failures < MaxFailures) return null;
        var steps = LockMinutes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return TimeSpan.FromMinutes(int.Parse(steps[Math.Min(failures - MaxFailures, steps.Length - 1)], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>How long an API client's access token lasts, in minutes.</summary>
    [Range(1, 24 * 60)]
    public int TokenMinutes { get; init; } = 60;

    /// <summary>Access tokens that one API client may be given within a minute.</summary>
    [Range(1, 100_000)]
    public int TokensPerMinute { get; init; } = 60;

    /// <summary>Wrong client secrets for one client id from one address, within the window.</summary>
    [Range(1, 100_000)]
    public int TokenFailuresPerClient { get; init; } = 10;

    /// <summary>Wrong client secrets from one address, within the window.</summary>
    [Range(1, 100_000)]
    public int TokenFailuresPerAddress { get; init; } = 100;

    /// <summary>The window in which wrong client secrets are counted, in minutes.</summary>
    [Range(1, 24 * 60)]
    public int TokenFailureMinutes { get; init; } = 5;

    /// <summary>How long an API client's old secrets stay valid beside a new one, in hours, where nothing else is asked for.</summary>
    [Range(0, 30 * 24)]
    public int SecretOverlapHours { get; init; } = 24;

    /// <summary>Lets OpenID providers be on this machine and private networks, by plain HTTP too. For development and tests.</summary>
    public bool AllowPrivateIssuers { get; init; }

    /// <summary>Applications of companies taken from one address within an hour.</summary>
    [Range(1, 100_000)]
    public int ApplicationsPerHour { get; init; } = 20;
}
