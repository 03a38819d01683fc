using System.Text.Json.Serialization;

namespace Modular.Identity.Clients;

/// <summary>A program of the account that signs in by itself, as the account's people see it.</summary>
internal sealed record ApiClient : IVersioned
{
    public const string Columns =
        """
        c.user_id AS id, u.display_name AS name, u.user_name AS client_id, m.privileges AS scopes, b.display_name AS created_by, c.created_at,
        c.last_used_at, c.last_used_address, CASE WHEN c.revoked_at IS NULL THEN 'active' ELSE 'revoked' END AS status, m.version
        """;

    public const string From =
        """
        FROM identity.api_clients c
        JOIN identity.users u ON u.id = c.user_id
        JOIN identity.memberships m ON m.user_id = c.user_id AND m.account_id = c.account_id
        JOIN identity.users b ON b.id = c.created_by
        """;

    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string ClientId { get; init; } = "";

    /// <summary>Privileges that its tokens may have.</summary>
    public string[] Scopes { get; init; } = [];

    /// <summary>The name of who added it.</summary>
    public string CreatedBy { get; init; } = "";

    public DateTime CreatedAt { get; init; }
    public DateTime? LastUsedAt { get; init; }

    /// <summary>Where its last token was asked for from.</summary>
    public string? LastUsedAddress { get; init; }

    /// <summary><c>active</c> or <c>revoked</c>.</summary>
    public string Status { get; init; } = "";

    public long Version { get; init; }

    /// <summary>Of one client, the newest first; null in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ClientSecret>? Secrets { get; init; }

    [JsonIgnore]
    public bool IsRevoked => Status == ClientStatus.Revoked;

    public static string Subject(Guid id) => $"client/{id}";
}

/// <summary>What is known of a client's secret after it was shown.</summary>
/// <param name="Hint">Its last characters.</param>
/// <param name="ValidUntil">Null: until it is replaced or ended.</param>
internal sealed record ClientSecret(Guid Id, string Hint, DateTime CreatedAt, DateTime? ValidUntil, DateTime? LastUsedAt)
{
    /// <summary>Of <c>identity.api_client_secrets s</c>, at <c>@at</c>.</summary>
    public const string Valid = "s.ended_at IS NULL AND (s.valid_until IS NULL OR s.valid_until > @at)";
}

/// <summary>A secret at the one moment when it is known.</summary>
/// <param name="Secret">For the program; it is not shown again.</param>
internal sealed record ShownSecret(Guid Id, string ClientId, Guid SecretId, string Secret);

internal static class ClientStatus
{
    public const string Active = "active", Revoked = "revoked";

    public static readonly IReadOnlyList<string> All = [Active, Revoked];
}
