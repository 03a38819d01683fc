using System.Collections.Concurrent;
using System.Collections.Frozen;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Modules;

namespace Modular.Identity;

/// <param name="FreshUntil">From then on the caller is another: what limited their rights in time has run out.</param>
internal sealed record CachedSession(Caller Caller, DateTime ExpiresAt, DateTime FreshUntil);

/// <summary>Callers by token hash, kept in memory while this host hears of changes (<see cref="SessionChanges"/>), else asked for each time.</summary>
internal sealed class SessionCache(Db db, IReadOnlyList<Module> modules, PeopleNames names, TimeProvider time)
{
    private const int MaxKept = 100_000;
    private const string Staff = "distributor";

    private readonly ConcurrentDictionary<TokenHash, CachedSession> _kept = new();
    private long _generation;
    private volatile bool _hears;

    public async ValueTask<CachedSession?> Find(string token, CancellationToken ct)
    {
        var key = TokenHash.Of(token);
        if (_kept.TryGetValue(key, out var known) && known.FreshUntil > time.GetUtcNow().UtcDateTime) return known;

        var generation = Interlocked.Read(ref _generation);
        var found = await Load(key.ToArray(), ct);
        // A change that arrived while this was being read may not be in it.
        if (found is not null && _hears && _kept.Count < MaxKept && generation == Interlocked.Read(ref _generation))
        {
            _kept[key] = found;
            if (generation != Interlocked.Read(ref _generation)) _kept.TryRemove(key, out _);
        }

        return found;
    }

    public void Forget(Guid userId)
    {
        names.Forget(userId);
        Interlocked.Increment(ref _generation);
        foreach (var (key, session) in _kept)
        {
            if (session.Caller.UserId == userId) _kept.TryRemove(key, out _);
        }
    }

    /// <summary>Whether changes made by other hosts are heard from now on; what was kept before is dropped either way.</summary>
    public void Hears(bool hears)
    {
        _hears = hears;
        names.Hears(hears);
        Interlocked.Increment(ref _generation);
        _kept.Clear();
    }

    private async Task<CachedSession?> Load(byte[] hash, CancellationToken ct)
    {
        var row = await db.One<Row>(
            """
            SELECT s.id AS session_id, s.expires_at, s.must_change_password,
                   a.requires_second_factor AND u.factor_confirmed_at IS NULL AND u.kind = 'person' AND NOT s.factor_proved AS must_set_up_factor, u.id AS user_id, u.user_name, u.display_name,
                   a.id AS account_id, a.name AS account_name, a.kind AS account_kind, a.country::text,
                   m.is_administrator, m.privileges, m.access_group, m.role, u.kind = 'client' AS is_client, s.scopes, s.by_single_sign_on,
                   b.id AS behalf_account_id, b.name AS behalf_account_name, b.kind AS behalf_account_kind, b.country::text AS behalf_country,
                   s.behalf_reason, s.behalf_since, s.behalf_until
            FROM identity.sessions s
            JOIN identity.users u ON u.id = s.user_id
            JOIN identity.memberships m ON m.user_id = s.user_id AND m.account_id = s.account_id AND m.status = 'active'
            JOIN identity.accounts a ON a.id = s.account_id
            LEFT JOIN identity.accounts b ON b.id = s.behalf_account_id
            WHERE s.token_hash = @hash
            """,
            new { hash }, ct);
        return row is null ? null : new CachedSession(ToCaller(row), row.ExpiresAt, IsActing(row) ? row.BehalfUntil!.Value : row.ExpiresAt);
    }

    /// <summary>Asked with every loading: whoever loses the privilege acts for nobody any more, and does nothing at all until they have seen so.</summary>
    private bool IsActing(Row row) =>
        row.BehalfUntil > time.GetUtcNow().UtcDateTime && !row.IsClient && PendingOf(row) is null && row.AccountKind == Staff
        && (row.IsAdministrator || row.Privileges.Contains(IdentityPrivileges.ActForAccounts));

    private static PendingStep? PendingOf(Row row) => row.MustChangePassword ? Steps.Password : row.MustSetUpFactor ? Steps.SecondFactor : null;

    private Caller ToCaller(Row row)
    {
        if (IsActing(row)) return Acting(row);
        var isStaff = row.AccountKind == Staff;
        var pending = PendingOf(row) ?? (row.BehalfAccountId is null ? null : Steps.BehalfEnded);
        var held = Names(staffToo: isStaff, forShopper: row.Role == MemberRole.Shopper)
            .Where(name => pending is null && (row.IsAdministrator || row.Privileges.Contains(name)) && row.Scopes?.Contains(name) != false)
            .ToFrozenSet();
        var role = row.IsClient ? "client" : row.IsAdministrator ? "administrator" : row.Role != MemberRole.Member ? row.Role : isStaff ? "staff" : held.Count > 0 ? "buyer" : "none";
        return new Caller(
            row.SessionId, row.UserId, row.UserName, row.DisplayName, row.AccountId, row.AccountName, row.AccountKind,
            row.AccessGroup, role, row.Country, row.IsAdministrator && pending is null, isStaff, held)
        {
            Pending = pending,
            IsClient = row.IsClient,
            BySingleSignOn = row.BySingleSignOn,
        };
    }

    /// <summary>Every privilege of a member, none of the staff's; no administrator, as what is kept for them stays with the account's own.</summary>
    private Caller Acting(Row row) => new(
        row.SessionId, row.UserId, row.UserName, row.DisplayName, row.BehalfAccountId!.Value, row.BehalfAccountName, row.BehalfAccountKind,
        "", "acting", row.BehalfCountry, false, false, Names(staffToo: false).ToFrozenSet())
    {
        Behalf = row.BehalfReason, BehalfSince = row.BehalfSince, BehalfUntil = row.BehalfUntil,
    };

    private IEnumerable<string> Names(bool staffToo, bool forShopper = false) =>
        modules.SelectMany(m => m.Privileges).Where(p => (staffToo || !p.StaffOnly) && !(forShopper && p.NotForShoppers)).Select(p => p.Name);

    private sealed class Row
    {
        public Guid SessionId { get; init; }
        public DateTime ExpiresAt { get; init; }
        public bool MustChangePassword { get; init; }
        public bool MustSetUpFactor { get; init; }
        public Guid UserId { get; init; }
        public string UserName { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public Guid AccountId { get; init; }
        public string AccountName { get; init; } = "";
        public string AccountKind { get; init; } = "";
        public string Country { get; init; } = "";
        public bool IsAdministrator { get; init; }
        public string[] Privileges { get; init; } = [];
        public string AccessGroup { get; init; } = "";
        public string Role { get; init; } = "";
        public Guid? BehalfAccountId { get; init; }
        public string BehalfAccountName { get; init; } = "";
        public string BehalfAccountKind { get; init; } = "";
        public string BehalfCountry { get; init; } = "";
        public string? BehalfReason { get; init; }
        public DateTime? BehalfSince { get; init; }
        public DateTime? BehalfUntil { get; init; }
        public bool IsClient { get; init; }
        public string[]? Scopes { get; init; }
        public bool BySingleSignOn { get; init; }
    }
}
