using System.Text.Json.Serialization;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity;

/// <summary>A member of the account as its administrators see it.</summary>
internal sealed record Collaborator : IVersioned
{
    public const string Columns =
        """
        m.user_id, u.user_name, u.display_name AS name, u.email, m.is_administrator AS administrator, m.privileges, m.access_group,
        m.first_access, m.last_access, m.status, m.version, m.role, u.factor_confirmed_at IS NOT NULL AS second_factor,
        EXISTS (SELECT FROM identity.sign_in_failures f WHERE f.user_name = lower(u.user_name) AND f.locked_until > now()) AS locked
        """;

    public const string From = "FROM identity.memberships m JOIN identity.users u ON u.id = m.user_id AND u.erased_at IS NULL AND u.kind = 'person'";

    public Guid UserId { get; init; }
    public string UserName { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>In the caller's words: "Admin", "Sem Acesso", or the privileges.</summary>
    public string Access { get; init; } = "";

    public bool Administrator { get; init; }
    public string[] Privileges { get; init; } = [];
    public string AccessGroup { get; init; } = "";

    /// <summary><c>member</c>, <c>site_administrator</c> or <c>shopper</c>.</summary>
    public string Role { get; init; } = "";

    public string Email { get; init; } = "";
    public DateTime? FirstAccess { get; init; }
    public DateTime? LastAccess { get; init; }

    /// <summary><c>waiting</c>, <c>active</c>, <c>inactive</c> or <c>refused</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>Whether the user signs in with one.</summary>
    public bool SecondFactor { get; init; }

    /// <summary>Whether wrong passwords keep the user out at the moment.</summary>
    public bool Locked { get; init; }

    public long Version { get; init; }

    [JsonIgnore]
    public Membership Membership => new(UserId, Administrator, Privileges, AccessGroup, Status, Version, Role);

    public Collaborator In(GrantablePrivileges privileges, Texts texts) =>
        this with { Access = privileges.Summary(Administrator, Privileges, texts) };
}
