using System.Text.Json.Serialization;

namespace Modular.Identity.SingleSignOn;

/// <summary>How an account's members sign in with their organisation, as its administrators and the distributor's staff see it.</summary>
internal sealed record SignOnSettings : IVersioned
{
    public const string Columns =
        """
        o.account_id, a.number AS account_number, a.name AS account_name, o.issuer, o.client_id, o.domains, o.passwords_allowed, o.proves_factor,
        o.status, o.requested_at, r.display_name AS requested_by, o.decided_at, d.display_name AS decided_by, o.reason, o.version
        """;

    public const string From =
        """
        FROM identity.single_sign_on o
        JOIN identity.accounts a ON a.id = o.account_id
        JOIN identity.users r ON r.id = o.requested_by
        LEFT JOIN identity.users d ON d.id = o.decided_by
        """;

    /// <summary>True of memberships <c>m</c> whose account takes no password of theirs; its administrators keep theirs, so that a provider that fails locks nobody out.</summary>
    public const string RefusesPasswords =
        """
        (NOT m.is_administrator AND EXISTS (
            SELECT FROM identity.single_sign_on o WHERE o.account_id = m.account_id AND o.status = 'enabled' AND NOT o.passwords_allowed))
        """;

    public Guid AccountId { get; init; }
    public string AccountNumber { get; init; } = "";
    public string AccountName { get; init; } = "";
    public string Issuer { get; init; } = "";
    public string ClientId { get; init; } = "";

    /// <summary>E-mail domains whose people it is for.</summary>
    public string[] Domains { get; init; } = [];

    /// <summary>Whether passwords work beside it; an administrator's always does.</summary>
    public bool PasswordsAllowed { get; init; }

    /// <summary>Whether the organisation's sign-in counts as second factor.</summary>
    public bool ProvesFactor { get; init; }

    /// <summary><c>requested</c>, <c>enabled</c>, <c>refused</c> or <c>withdrawn</c>.</summary>
    public string Status { get; init; } = "";

    public DateTime RequestedAt { get; init; }
    public string RequestedBy { get; init; } = "";
    public DateTime? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string? Reason { get; init; }
    public long Version { get; init; }

    [JsonIgnore]
    public object Told => new { Issuer, ClientId, Domains, PasswordsAllowed, ProvesFactor, Status };

    public static string Subject(Guid accountId) => $"single-sign-on/{accountId}";
}

internal static class SignOnStatus
{
    public const string Requested = "requested", Enabled = "enabled", Refused = "refused", Withdrawn = "withdrawn";

    public static readonly IReadOnlyList<string> All = [Requested, Enabled, Refused, Withdrawn];
}
