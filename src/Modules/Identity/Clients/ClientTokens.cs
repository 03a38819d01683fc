using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Clients;

/// <summary>Finds the client that knows a secret, and begins its sessions: access tokens.</summary>
internal sealed class ClientTokens(Db db, GrantablePrivileges privileges, IOptions<IdentityOptions> options, TimeProvider time)
{
    private static readonly byte[] Nobodys = Token.Hash("nobody's");

    /// <returns>Who bears the client id, and the secret's id where the secret is right.</returns>
    public async Task<(Candidate? Client, Guid? SecretId)> Find(string clientId, string secret, CancellationToken ct)
    {
        var rows = await db.Many<Candidate>(
            $"""
            SELECT c.user_id, c.account_id, a.kind AS account_kind, m.privileges, s.id AS secret_id, s.secret_hash
            FROM identity.users u
            JOIN identity.api_clients c ON c.user_id = u.id AND c.revoked_at IS NULL
            JOIN identity.accounts a ON a.id = c.account_id
            JOIN identity.memberships m ON m.user_id = u.id AND m.account_id = c.account_id AND m.status = 'active'
            LEFT JOIN identity.api_client_secrets s ON s.client_id = u.id AND {ClientSecret.Valid}
            WHERE lower(u.user_name) = lower(@clientId) AND u.kind = 'client'
            """,
            new { clientId, at = time.GetUtcNow().UtcDateTime }, ct);
        var hash = Token.Hash(secret);
        // Compared with something whether or not there is such a client: a refusal takes the same time.
        if (rows.Count == 0) CryptographicOperations.FixedTimeEquals(Nobodys, hash);
        Candidate? right = null;
        foreach (var row in rows)
        {
            if (CryptographicOperations.FixedTimeEquals(row.SecretHash ?? Nobodys, hash)) right = row;
        }

        return (right ?? (rows.Count > 0 ? rows[0] : null), right?.SecretId);
    }

    /// <summary>What a client may ask for: its privileges, as far as its account can hold them now.</summary>
    public string[] Scopes(Candidate client) =>
        [.. privileges.Names(client.AccountKind == "distributor").Intersect(client.Privileges).Order(StringComparer.Ordinal)];

    /// <summary>Whether it has had as many tokens as a minute may have.</summary>
    public async Task<bool> AsksTooOften(Guid clientId, CancellationToken ct) => await db.One<int>(
        "SELECT count(*)::int FROM identity.sessions WHERE user_id = @clientId AND created_at > @from AND client_secret_id IS NOT NULL",
        new { clientId, from = time.GetUtcNow().UtcDateTime.AddMinutes(-1) }, ct) >= options.Value.TokensPerMinute;

    /// <returns>The token and its seconds, or null where the secret was ended meanwhile.</returns>
    public async Task<(string Token, int Seconds)?> Begin(Candidate client, Guid secretId, string[] scopes, CancellationToken ct)
    {
        var (token, now) = (Token.New(), time.GetUtcNow().UtcDateTime);
        // Client and secret are locked by being used, in the order of whoever ends them: he finds this session, or keeps it from beginning.
        var expires = await db.One<DateTime?>(
            $"""
            WITH client AS (
                UPDATE identity.api_clients SET last_used_at = @at, last_used_address = @address
                WHERE user_id = @UserId AND revoked_at IS NULL
                RETURNING user_id
            ), secret AS (
                UPDATE identity.api_client_secrets s SET last_used_at = @at FROM client
                WHERE s.id = @secretId AND s.client_id = client.user_id AND {ClientSecret.Valid}
                RETURNING s.id, s.client_id, s.valid_until
            ), seen AS (
                UPDATE identity.memberships m SET first_access = coalesce(first_access, @at), last_access = @at FROM secret WHERE m.user_id = secret.client_id
            )
            INSERT INTO identity.sessions (id, token_hash, user_id, account_id, created_at, last_seen_at, expires_at, remote_address, scopes, client_secret_id)
            SELECT @id, @hash, client_id, @AccountId, @at, @at, least(@expires, valid_until), @address, @scopes, secret.id FROM secret
            RETURNING expires_at
            """,
            new
            {
                id = Guid.CreateVersion7(), hash = Token.Hash(token), secretId, client.UserId, client.AccountId, scopes, at = now,
                expires = now.AddMinutes(options.Value.TokenMinutes), address = Actor.Current.RemoteAddress,
            },
            ct);
        return expires is { } until ? (token, (int)Math.Ceiling((until - now).TotalSeconds)) : null;
    }

    public sealed class Candidate
    {
        public Guid UserId { get; init; }
        public Guid AccountId { get; init; }
        public string AccountKind { get; init; } = "";
        public string[] Privileges { get; init; } = [];
        public Guid? SecretId { get; init; }
        public byte[]? SecretHash { get; init; }
    }
}
