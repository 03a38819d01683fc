namespace Modular.Identity;

/// <summary>What a user is to an account, and who may change it.</summary>
/// <param name="Privileges">In alphabetical order.</param>
internal sealed record Membership(
    Guid UserId, bool IsAdministrator, IReadOnlyList<string> Privileges, string AccessGroup, string Status, long Version,
    string Role = MemberRole.Member)
{
    /// <param name="wish">What is null in it stays as it is.</param>
    public Result<Membership> Grant(Grant wish, Decider by)
    {
        if (wish.Seen is { } seen && seen != Version) return IdentityErrors.MembershipChanged;
        var isAdministrator = wish.Administrator ?? IsAdministrator;
        if (Refuse(isAdministrator, by) is { } refusal) return refusal;
        var role = wish.Role ?? Role;
        var privileges = role == MemberRole.SiteAdministrator ? wish.Privileges.Append(IdentityPrivileges.ManageCollaborators) : wish.Privileges;
        if (role == MemberRole.Shopper)
        {
            if (isAdministrator) return IdentityErrors.ShopperAdministrator;
            if (privileges.FirstOrDefault(wish.NotForShoppers.Contains) is { } kept) return IdentityErrors.NotForShoppers(kept);
        }

        return this with
        {
            IsAdministrator = isAdministrator,
            Role = role,
            Privileges = [.. privileges.Distinct().Order(StringComparer.Ordinal)],
            AccessGroup = wish.AccessGroup?.Trim() ?? AccessGroup,
            Version = Version + 1,
        };
    }

    /// <summary>"Desativar Acessos": nothing is left.</summary>
    public Result<Membership> Strip(long? seen, Decider by) => Grant(new Grant([], false, null, seen) { Role = Role == MemberRole.Shopper ? Role : MemberRole.Member }, by);

    /// <summary>Lets in, or shuts out; whoever asked to join is let in by <see cref="Approve"/>.</summary>
    public Result<Membership> SetActive(bool active, Decider by) =>
        !by.IsAdministrator ? IdentityErrors.AdministratorsOnly
        : Status is MembershipStatus.Waiting or MembershipStatus.Refused ? IdentityErrors.NotApprovedYet
        : !active && IsAdministrator && by.OtherAdministrators == 0 ? IdentityErrors.LastAdministrator
        : !active && by.UserId == UserId ? IdentityErrors.NotOneself
        : To(active ? MembershipStatus.Active : MembershipStatus.Inactive);

    public Result<Membership> Approve(bool accept, Decider by) =>
        !by.IsAdministrator ? IdentityErrors.AdministratorsOnly
        : Status == MembershipStatus.Waiting || (accept && Status == MembershipStatus.Refused)
            ? To(accept ? MembershipStatus.Active : MembershipStatus.Refused)
            : IdentityErrors.NotWaiting;

    private Error? Refuse(bool isAdministrator, Decider by) =>
        (IsAdministrator || isAdministrator) && !by.IsAdministrator ? IdentityErrors.AdministratorsOnly
        : by.UserId == UserId && !by.IsAdministrator ? IdentityErrors.OwnPrivileges
        : !IsAdministrator || isAdministrator ? null
        : by.OtherAdministrators == 0 ? IdentityErrors.LastAdministrator
        : by.UserId == UserId ? IdentityErrors.OwnAdministrator
        : null;

    private Membership To(string status) => status == Status ? this : this with { Status = status, Version = Version + 1 };
}

/// <param name="Seen">The version that this was decided on, or null.</param>
internal sealed record Grant(IReadOnlyCollection<string> Privileges, bool? Administrator, string? AccessGroup, long? Seen)
{
    /// <summary>One of <see cref="MemberRole"/>.</summary>
    public string? Role { get; init; }

    public IReadOnlySet<string> NotForShoppers { get; init; } = System.Collections.Frozen.FrozenSet<string>.Empty;
}

/// <summary>Who decides.</summary>
/// <param name="OtherAdministrators">The account's active administrators besides the one whose membership is changed.</param>
internal sealed record Decider(Guid UserId, bool IsAdministrator, int OtherAdministrators);

internal static class MembershipStatus
{
    public const string Waiting = "waiting", Active = "active", Inactive = "inactive", Refused = "refused";
}
