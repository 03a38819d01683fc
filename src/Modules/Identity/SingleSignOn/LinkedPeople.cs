using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.SingleSignOn;

/// <summary>Finds the member whom a provider means: by its subject, and the first time by the verified address, among the account's own people.</summary>
internal sealed class LinkedPeople(Db db, SessionCache cache, TimeProvider time)
{
    public Task<LinkedPerson?> Find(SignOnSettings settings, ProvedPerson proved, CancellationToken ct) => db.Transaction(
        async (connection, transaction) =>
        {
            CommandDefinition Command(string sql) => new(
                sql, new { settings.AccountId, settings.Issuer, proved.Subject, proved.Email, at = time.GetUtcNow().UtcDateTime }, transaction, cancellationToken: ct);

            var linked = await connection.QueryFirstOrDefaultAsync<LinkedPerson>(Command(
                $"""
                SELECT {LinkedPerson.Columns} FROM identity.linked_subjects l {LinkedPerson.Join}
                WHERE l.account_id = @AccountId AND l.issuer = @Issuer AND l.subject = @Subject
                """));
            if (linked is not null) return linked;
            if (proved.Email is not { } email || !settings.Domains.Contains(email[(email.LastIndexOf('@') + 1)..].ToLowerInvariant())) return null;

            var members = (await connection.QueryAsync<LinkedPerson>(Command(
                $"""
                SELECT {LinkedPerson.Columns} FROM (SELECT @AccountId AS account_id, id AS user_id FROM identity.users WHERE lower(email) = lower(@Email) AND kind = 'person') l
                {LinkedPerson.Join} LIMIT 2
                """))).AsList();
            // An address that two members share proves neither.
            if (members is not [var member]) return null;
            var made = await connection.QueryFirstOrDefaultAsync<bool>(new CommandDefinition(
                """
                INSERT INTO identity.linked_subjects (account_id, issuer, subject, user_id, linked_at)
                VALUES (@AccountId, @Issuer, @Subject, @UserId, @at) ON CONFLICT DO NOTHING RETURNING true
                """,
                new { settings.AccountId, settings.Issuer, proved.Subject, member.UserId, at = time.GetUtcNow().UtcDateTime }, transaction, cancellationToken: ct));
            // Linked to another subject already: the provider has given the address to somebody else.
            if (!made) return null;
            await transaction.Audit(
                new AuditEntry(settings.AccountId, "identity.sso_linked", $"user/{member.UserId}", null, new { settings.Issuer, proved.Subject }),
                time.GetUtcNow().UtcDateTime, ct);
            return member;
        },
        ct);

    public Task<IReadOnlyList<SignOnLink>> Links(Guid accountId, Guid userId, CancellationToken ct) => db.Many<SignOnLink>(
        "SELECT issuer, subject, linked_at FROM identity.linked_subjects WHERE account_id = @accountId AND user_id = @userId ORDER BY linked_at DESC, issuer",
        new { accountId, userId }, ct);

    /// <returns>False where there was no link.</returns>
    public async Task<bool> Unlink(Guid accountId, Guid userId, CancellationToken ct)
    {
        var unlinked = await db.Transaction(
            async (connection, transaction) =>
            {
                CommandDefinition Command(string sql) => new(sql, new { accountId, userId }, transaction, cancellationToken: ct);

                var links = (await connection.QueryAsync<SignOnLink>(Command(
                    "DELETE FROM identity.linked_subjects WHERE account_id = @accountId AND user_id = @userId RETURNING issuer, subject, linked_at"))).AsList();
                if (links.Count == 0) return false;
                // Whoever the provider let in by the link is let in by it no more.
                await connection.ExecuteAsync(Command("DELETE FROM identity.sessions WHERE account_id = @accountId AND user_id = @userId AND by_single_sign_on"));
                await transaction.Audit(
                    new AuditEntry(
                        accountId, "identity.sso_unlinked", Memberships.Subject(userId),
                        new { issuer = links.Select(l => l.Issuer).ToArray(), subject = links.Select(l => l.Subject).ToArray() }),
                    time.GetUtcNow().UtcDateTime, ct);
                return true;
            },
            ct);
        // This host need not wait to hear of it.
        cache.Forget(userId);
        return unlinked;
    }
}

/// <summary>A member of the account that the provider speaks for.</summary>
internal sealed class LinkedPerson
{
    public const string Columns = "u.id AS user_id, u.user_name, u.home_account_id, u.factor_confirmed_at IS NOT NULL AS has_factor, m.status";

    /// <summary>To <c>l (account_id, user_id)</c>.</summary>
    public const string Join =
        "JOIN identity.users u ON u.id = l.user_id JOIN identity.memberships m ON m.user_id = l.user_id AND m.account_id = l.account_id";

    public Guid UserId { get; init; }
    public string UserName { get; init; } = "";
    public Guid HomeAccountId { get; init; }
    public bool HasFactor { get; init; }
    public string Status { get; init; } = "";
}
