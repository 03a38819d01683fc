using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Identity;

/// <summary>Who a person is, where they are a member, how they signed in and what they changed.</summary>
internal sealed class PersonalData(Db db) : IPersonalData
{
    public IReadOnlyDictionary<string, IAsyncEnumerable<object>> Of(Guid userId, IReadOnlyCollection<Guid> accountIds, CancellationToken ct)
    {
        var args = new { userId, accountIds = accountIds.ToArray() };
        return new Dictionary<string, IAsyncEnumerable<object>>
        {
            ["profile"] = db.Stream<Profile>(
                "SELECT user_name, display_name, email, language, created_at, factor_confirmed_at FROM identity.users WHERE id = @userId", args, ct),
            ["memberships"] = db.Stream<Member>(
                """
                SELECT a.number AS account_number, a.name AS account_name, m.is_administrator, m.privileges, m.access_group, m.status, m.first_access, m.last_access
                FROM identity.memberships m JOIN identity.accounts a ON a.id = m.account_id WHERE m.user_id = @userId AND m.account_id = ANY(@accountIds) ORDER BY a.name
                """, args, ct),
            ["sessions"] = db.Stream<Session>(
                "SELECT created_at, last_seen_at, remote_address, user_agent FROM identity.sessions WHERE user_id = @userId ORDER BY created_at", args, ct),
            ["signIns"] = db.Stream<Attempt>(
                "SELECT at, outcome, remote_address FROM identity.sign_in_attempts WHERE user_id = @userId ORDER BY id", args, ct),
            ["devices"] = db.Stream<Known>(
                "SELECT device, first_seen_at, last_seen_at FROM identity.known_devices WHERE user_id = @userId ORDER BY first_seen_at", args, ct),
            ["application"] = db.Stream<Applied>(
                """
                SELECT r.reference, r.company, r.applicant_name, r.email, r.received_at, r.remote_address
                FROM identity.users u JOIN identity.reseller_applications r ON r.account_id = u.home_account_id AND lower(r.email) = lower(u.email)
                WHERE u.id = @userId
                """, args, ct),
            ["accessRequests"] = db.Stream<Asked>(
                "SELECT tool, reason, status, asked_at FROM identity.access_requests WHERE account_id = ANY(@accountIds) AND user_id = @userId ORDER BY asked_at", args, ct),
            ["savedSearches"] = db.Stream<Search>(
                "SELECT list, name, query, saved_at FROM platform.saved_searches WHERE user_id = @userId ORDER BY saved_at", args, ct),
            ["changes"] = db.Stream<Change>(
                """
                SELECT at, action, subject, remote_address FROM platform.audit
                WHERE account_id = ANY(@accountIds) AND user_id = @userId ORDER BY at
                """, args, ct),
        };
    }

    private sealed class Profile
    {
        public string UserName { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public string Email { get; init; } = "";
        public string Language { get; init; } = "";
        public DateTime CreatedAt { get; init; }
        public DateTime? FactorConfirmedAt { get; init; }
    }

    private sealed class Member
    {
        public string AccountNumber { get; init; } = "";
        public string AccountName { get; init; } = "";
        public bool IsAdministrator { get; init; }
        public string[] Privileges { get; init; } = [];
        public string AccessGroup { get; init; } = "";
        public string Status { get; init; } = "";
        public DateTime? FirstAccess { get; init; }
        public DateTime? LastAccess { get; init; }
    }

    private sealed record Session(DateTime CreatedAt, DateTime LastSeenAt, string? RemoteAddress, string? UserAgent);

    private sealed record Attempt(DateTime At, string Outcome, string? RemoteAddress);

    private sealed record Known(string Device, DateTime FirstSeenAt, DateTime LastSeenAt);

    private sealed record Applied(string Reference, string Company, string ApplicantName, string Email, DateTime ReceivedAt, string? RemoteAddress);

    private sealed record Asked(string Tool, string Reason, string Status, DateTime AskedAt);

    private sealed record Search(string List, string Name, string Query, DateTime SavedAt);

    private sealed record Change(DateTime At, string Action, string Subject, string? RemoteAddress);
}
