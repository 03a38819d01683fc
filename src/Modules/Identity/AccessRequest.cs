namespace Modular.Identity;

/// <summary>That a user asked for a tool of the account, and what became of it.</summary>
internal sealed record AccessRequest
{
    public const string Columns =
        """
        r.id, r.user_id, u.display_name AS user_name, u.email, r.tool, r.reason, r.status, r.asked_at, r.decided_at,
        d.display_name AS decided_by, r.decision_reason
        """;

    public const string From =
        "FROM identity.access_requests r JOIN identity.users u ON u.id = r.user_id LEFT JOIN identity.users d ON d.id = r.decided_by";

    public const string Waiting = "waiting", Approved = "approved", Denied = "denied", Withdrawn = "withdrawn";

    public static readonly IReadOnlyList<string> Statuses = [Waiting, Approved, Denied, Withdrawn];

    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public string UserName { get; init; } = "";
    public string Email { get; init; } = "";

    /// <summary>The name of a module.</summary>
    public string Tool { get; init; } = "";

    public string Reason { get; init; } = "";

    /// <summary><c>waiting</c>, <c>approved</c>, <c>denied</c> or <c>withdrawn</c>.</summary>
    public string Status { get; init; } = "";

    public DateTime AskedAt { get; init; }
    public DateTime? DecidedAt { get; init; }

    /// <summary>The name of who decided.</summary>
    public string? DecidedBy { get; init; }

    public string? DecisionReason { get; init; }
}
