namespace Modular.Identity;

/// <summary>What a member is to the account, beside the privileges and the administrator's access.</summary>
internal static class MemberRole
{
    public const string Member = "member";

    /// <summary>"Administrador del sitio": manages the account's people.</summary>
    public const string SiteAdministrator = "site_administrator";

    /// <summary>"Shopper": never holds a privilege that is marked <c>NotForShoppers</c>, such as the management of service contracts.</summary>
    public const string Shopper = "shopper";

    public static readonly IReadOnlyList<string> All = [Member, SiteAdministrator, Shopper];
}
