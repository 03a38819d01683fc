using System.ComponentModel.DataAnnotations;

namespace Modular.Notifications;

/// <summary>Configuration section <c>Notifications</c>.</summary>
internal sealed record NotificationsOptions
{
    /// <summary>Where links in e-mails lead.</summary>
    [Required, Url]
    public string PortalUrl { get; init; } = "http://127.0.0.1:8080";

    /// <summary>The sender of every e-mail.</summary>
    [Required, EmailAddress]
    public string From { get; init; } = "no-reply@modular.example";

    /// <summary>After so many failures a message is dead and waits for somebody.</summary>
    [Range(1, 1000)]
    public int MaxAttempts { get; init; } = 12;

    /// <summary>Doubles with every failure, up to an hour.</summary>
    [Range(0.01, 3600)]
    public double FirstRetrySeconds { get; init; } = 15;

    /// <summary>The hour of the day, in UTC, at which daily e-mails go out.</summary>
    [Range(0, 23)]
    public int DailyHour { get; init; } = 11;

    /// <summary>Lets webhooks reach this machine and private networks, by plain HTTP too. For development and tests.</summary>
    public bool AllowPrivateTargets { get; init; }

    public SmtpOptions Smtp { get; init; } = new();
}

/// <summary>Configuration section <c>Notifications:Smtp</c>; without a host, e-mails become files.</summary>
internal sealed record SmtpOptions
{
    public string? Host { get; init; }

    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>Refuses to send in the clear. Off only for a relay on this machine.</summary>
    public bool StartTls { get; init; } = true;

    public string? User { get; init; }

    public string? Password { get; init; }
}
