using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.Identity.SingleSignOn;

/// <summary>Every INSERT and UPDATE of accounts' single sign-on; changes of one account's wait for each other.</summary>
internal sealed class SignOnStore(Db db, Sealer sealer, SessionCache cache, TimeProvider time)
{
    public Task<SignOnSettings?> Find(Guid accountId, CancellationToken ct) => db.One<SignOnSettings>(
        $"SELECT {SignOnSettings.Columns} {SignOnSettings.From} WHERE o.account_id = @accountId", new { accountId }, ct);

    /// <summary>Asks, or asks again: what the distributor has to look at puts the account's single sign-on out of use until then.</summary>
    public Task<Result<SignOnSettings>> Request(Caller caller, SignOnWish wish, long? seen, CancellationToken ct) =>
        Change(
            caller.AccountId, "identity.sso_requested",
            async (transaction, now, at, ended) =>
            {
                if (now is not null && seen is { } version && version != now.Version) return IdentityErrors.SignOnChanged;
                var keeps = now is { Status: not SignOnStatus.Withdrawn } && wish.Keeps(now);
                // The kept secret goes to nobody but the provider it was given for.
                var mayKeep = now is not null && wish.Issuer!.Trim() == now.Issuer && wish.ClientId!.Trim() == now.ClientId;
                if (string.IsNullOrEmpty(wish.ClientSecret) && !mayKeep) return IdentityErrors.SignOnSecretNeeded;
                var status = keeps && now!.Status != SignOnStatus.Refused ? now.Status : SignOnStatus.Requested;
                await Run(
                    transaction,
                    """
                    INSERT INTO identity.single_sign_on AS o
                        (account_id, issuer, client_id, client_secret, domains, passwords_allowed, proves_factor, status, requested_at, requested_by)
                    VALUES (@AccountId, @issuer, @clientId, @secret, @domains, @PasswordsAllowed, @ProvesFactor, @status, @at, @UserId)
                    ON CONFLICT (account_id) DO UPDATE
                    SET issuer = @issuer, client_id = @clientId, client_secret = coalesce(nullif(@secret, ''), o.client_secret), domains = @domains,
                        passwords_allowed = @PasswordsAllowed, proves_factor = @ProvesFactor, status = @status, requested_at = @at, requested_by = @UserId,
                        version = o.version + 1
                    """,
                    new
                    {
                        caller.AccountId, caller.UserId, issuer = wish.Issuer!.Trim(), clientId = wish.ClientId!.Trim(), domains = wish.PlainDomains,
                        secret = string.IsNullOrEmpty(wish.ClientSecret) ? "" : sealer.Seal(wish.ClientSecret), wish.PasswordsAllowed, wish.ProvesFactor, status, at,
                    },
                    ct);
                if (status != SignOnStatus.Enabled || now is { ProvesFactor: true } && !wish.ProvesFactor) await PutOut(transaction, caller.AccountId, ended, ct);
                return null;
            },
            ct);

    public Task<Result<SignOnSettings>> Withdraw(Caller caller, CancellationToken ct) =>
        Change(
            caller.AccountId, "identity.sso_withdrawn",
            async (transaction, now, _, ended) =>
            {
                if (now is null or { Status: SignOnStatus.Withdrawn }) return IdentityErrors.SignOnUnknown;
                await Run(
                    transaction, "UPDATE identity.single_sign_on SET status = 'withdrawn', version = version + 1 WHERE account_id = @AccountId",
                    new { caller.AccountId }, ct);
                await PutOut(transaction, caller.AccountId, ended, ct);
                return null;
            },
            ct);

    /// <param name="seen">The version that was looked at: nothing else is decided on.</param>
    public Task<Result<SignOnSettings>> Decide(Caller caller, Guid accountId, bool enable, string reason, long? seen, CancellationToken ct) =>
        Change(
            accountId, enable ? "identity.sso_enabled" : "identity.sso_refused",
            async (transaction, now, at, ended) =>
            {
                if (now is null) return IdentityErrors.SignOnUnknown;
                if (seen is { } version && version != now.Version) return IdentityErrors.SignOnChanged;
                if (now.Status == SignOnStatus.Withdrawn || now.Status == (enable ? SignOnStatus.Enabled : SignOnStatus.Refused))
                    return IdentityErrors.SignOnDecided;
                await Run(
                    transaction,
                    """
                    UPDATE identity.single_sign_on
                    SET status = @status, decided_at = @at, decided_by = @UserId, reason = @reason, version = version + 1 WHERE account_id = @accountId
                    """,
                    new { accountId, status = enable ? SignOnStatus.Enabled : SignOnStatus.Refused, at, caller.UserId, reason }, ct);
                await PutOut(transaction, accountId, ended, ct);
                if (!enable) return null;
                var taken = await Run(
                    transaction,
                    "INSERT INTO identity.single_sign_on_domains (domain, account_id) SELECT unnest(@Domains), @accountId ON CONFLICT DO NOTHING",
                    new { now.Domains, accountId }, ct);
                return taken == now.Domains.Length ? null : IdentityErrors.SignOnDomainTaken;
            },
            ct);

    /// <returns>The secret in the clear, for the back channel alone.</returns>
    public async Task<string?> Secret(Guid accountId, CancellationToken ct) =>
        await db.One<string>("SELECT client_secret FROM identity.single_sign_on WHERE account_id = @accountId", new { accountId }, ct) is { } kept
            ? sealer.Open(kept) : null;

    // Sessions of a provider that is no longer trusted end with the trust.
    private static async Task PutOut(NpgsqlTransaction transaction, Guid accountId, HashSet<Guid> ended, CancellationToken ct) => ended.UnionWith(
        await transaction.Connection!.QueryAsync<Guid>(new CommandDefinition(
            """
            WITH domains AS (DELETE FROM identity.single_sign_on_domains WHERE account_id = @accountId)
            DELETE FROM identity.sessions WHERE account_id = @accountId AND by_single_sign_on RETURNING user_id
            """,
            new { accountId }, transaction, cancellationToken: ct)));

    private async Task<Result<SignOnSettings>> Change(
        Guid accountId, string action, Func<NpgsqlTransaction, SignOnSettings?, DateTime, HashSet<Guid>, Task<Error?>> work, CancellationToken ct)
    {
        var at = time.GetUtcNow().UtcDateTime;
        var ended = new HashSet<Guid>();
        Error? refusal;
        await using var connection = await db.Open(ct);
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            Task<SignOnSettings?> Now() => connection.QueryFirstOrDefaultAsync<SignOnSettings?>(new CommandDefinition(
                $"SELECT {SignOnSettings.Columns} {SignOnSettings.From} WHERE o.account_id = @accountId", new { accountId }, transaction, cancellationToken: ct));

            await Run(transaction, "SELECT FROM identity.accounts WHERE id = @accountId FOR NO KEY UPDATE", new { accountId }, ct);
            var before = await Now();
            refusal = await work(transaction, before, at, ended);
            if (refusal is null)
            {
                await transaction.Audit(
                    new AuditEntry(accountId, action, SignOnSettings.Subject(accountId), before?.Told, (await Now())!.Told), at, ct);
                await transaction.CommitAsync(ct);
            }
        }

        // This host need not wait to hear of it.
        foreach (var userId in ended) cache.Forget(userId);
        var current = await Find(accountId, ct);
        return refusal is null ? current!
            : refusal.Kind == ErrorKind.Stale ? Result<SignOnSettings>.Refused(refusal, current!)
            : refusal;
    }

    private static Task<int> Run(NpgsqlTransaction transaction, string sql, object args, CancellationToken ct) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, args, transaction, cancellationToken: ct));
}
