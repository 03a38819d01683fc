using Dapper;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.Identity.Clients;

/// <summary>Every INSERT and UPDATE of API clients and their secrets; changes of one client wait for each other.</summary>
internal sealed class ApiClients(Db db, SessionCache cache, IOptions<IdentityOptions> options, TimeProvider time)
{
    public const int MostPerAccount = 50, MostSecrets = 5;

    private const string Secrets =
        $"""
        SELECT s.id, s.hint, s.created_at, s.valid_until, s.last_used_at FROM identity.api_client_secrets s
        WHERE s.client_id = @id AND {ClientSecret.Valid} ORDER BY s.created_at DESC, s.id DESC
        """;

    // A token outlives its secret no more than the secret itself does.
    private const string EndTokens =
        "UPDATE identity.sessions SET expires_at = @until WHERE user_id = @id AND client_secret_id IS NOT NULL AND expires_at > @until";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<ApiClient?> Find(Guid accountId, Guid id, CancellationToken ct)
    {
        var (clients, secrets) = await db.Two<ApiClient, ClientSecret>(
            $"SELECT {ApiClient.Columns} {ApiClient.From} WHERE c.user_id = @id AND c.account_id = @accountId", Secrets, new { id, accountId, at = Now }, ct);
        return clients.Count == 0 ? null : clients[0] with { Secrets = secrets };
    }

    /// <returns>The new client with its first secret, or why there is none.</returns>
    public Task<Result<ShownSecret>> Add(Caller caller, string name, string[] scopes, CancellationToken ct)
    {
        var (id, at, clientId) = (Guid.CreateVersion7(time.GetUtcNow()), Now, SecretText.NewClientId());
        return db.Transaction<Result<ShownSecret>>(
            async (connection, transaction) =>
            {
                CommandDefinition Command(string sql) => new(sql, new { caller.AccountId }, transaction, cancellationToken: ct);

                await connection.ExecuteAsync(Command("SELECT FROM identity.accounts WHERE id = @AccountId FOR NO KEY UPDATE"));
                var many = await connection.QuerySingleAsync<int>(
                    Command("SELECT count(*)::int FROM identity.api_clients WHERE account_id = @AccountId AND revoked_at IS NULL"));
                if (many >= MostPerAccount) return IdentityErrors.TooManyClients;
                await connection.ExecuteAsync(new CommandDefinition(
                    """
                    INSERT INTO identity.users (id, user_name, display_name, email, password_hash, home_account_id, kind)
                    VALUES (@id, @clientId, @name, '', '', @AccountId, 'client');
                    INSERT INTO identity.memberships (account_id, user_id, privileges) VALUES (@AccountId, @id, @scopes);
                    INSERT INTO identity.api_clients (user_id, account_id, created_at, created_by) VALUES (@id, @AccountId, @at, @UserId)
                    """,
                    new { id, clientId, name, caller.AccountId, scopes, at, caller.UserId }, transaction, cancellationToken: ct));
                await transaction.Audit(
                    new AuditEntry(caller.AccountId, "identity.client_added", ApiClient.Subject(id), null, new { name, clientId, scopes }), at, ct);
                return await NewSecret(transaction, id, clientId, caller, at, ct);
            },
            ct);
    }

    public Task<Result<ApiClient>> Update(Caller caller, Guid id, string name, string[] scopes, long? seen, CancellationToken ct) =>
        Change(
            caller, id,
            async (transaction, client, at) =>
            {
                if (client.IsRevoked) return IdentityErrors.ClientRevoked;
                if (seen is { } version && version != client.Version) return IdentityErrors.ClientChanged;
                await Run(
                    transaction,
                    """
                    UPDATE identity.users SET display_name = @name WHERE id = @id;
                    UPDATE identity.memberships SET privileges = @scopes, version = version + 1 WHERE user_id = @id AND account_id = @AccountId
                    """,
                    new { id, name, scopes, caller.AccountId }, ct);
                await transaction.Audit(
                    new AuditEntry(caller.AccountId, "identity.client_changed", ApiClient.Subject(id), new { client.Name, client.Scopes }, new { name, scopes }), at, ct);
                return null;
            },
            ct);

    /// <summary>For good: its tokens end, its name stays in histories.</summary>
    public Task<Result<ApiClient>> Revoke(Caller caller, Guid id, CancellationToken ct) =>
        Change(
            caller, id,
            async (transaction, client, at) =>
            {
                if (client.IsRevoked) return null;
                await Run(
                    transaction,
                    """
                    UPDATE identity.api_client_secrets SET ended_at = @at WHERE client_id = @id AND ended_at IS NULL;
                    UPDATE identity.api_clients SET revoked_at = @at WHERE user_id = @id;
                    UPDATE identity.memberships SET status = 'inactive', version = version + 1 WHERE user_id = @id;
                    DELETE FROM identity.sessions WHERE user_id = @id
                    """,
                    new { id, at }, ct);
                await transaction.Audit(
                    new AuditEntry(caller.AccountId, "identity.client_revoked", ApiClient.Subject(id), new { client.Name, client.ClientId }), at, ct);
                return null;
            },
            ct);

    /// <param name="overlap">How long the secrets that it has now stay valid, if not shorter already; null: as configured.</param>
    public async Task<Result<ShownSecret>> Rotate(Caller caller, Guid id, TimeSpan? overlap, CancellationToken ct)
    {
        ShownSecret? shown = null;
        var changed = await Change(
            caller, id,
            async (transaction, client, at) =>
            {
                if (client.IsRevoked) return IdentityErrors.ClientRevoked;
                var until = at + (overlap ?? TimeSpan.FromHours(options.Value.SecretOverlapHours));
                var valid = await transaction.Connection!.QuerySingleAsync<int>(new CommandDefinition(
                    $"SELECT count(*)::int FROM identity.api_client_secrets s WHERE s.client_id = @id AND {ClientSecret.Valid}",
                    new { id, at }, transaction, cancellationToken: ct));
                if (until > at && valid >= MostSecrets) return IdentityErrors.TooManySecrets;
                await Run(
                    transaction,
                    $"""
                    UPDATE identity.api_client_secrets SET valid_until = @until, ended_at = CASE WHEN @until <= @at THEN @at ELSE ended_at END
                    WHERE client_id = @id AND (valid_until IS NULL OR valid_until > @until);
                    {EndTokens}
                    """,
                    new { id, until, at }, ct);
                shown = await NewSecret(transaction, id, client.ClientId, caller, at, ct);
                return null;
            },
            ct);
        return shown is null ? changed.Error! : shown;
    }

    /// <summary>Before its time, and with it the tokens that were given for it.</summary>
    public Task<Result<ApiClient>> EndSecret(Caller caller, Guid id, Guid secretId, CancellationToken ct) =>
        Change(
            caller, id,
            async (transaction, client, at) =>
            {
                var ended = await Run(
                    transaction,
                    $"UPDATE identity.api_client_secrets s SET ended_at = @at WHERE s.id = @secretId AND s.client_id = @id AND {ClientSecret.Valid}",
                    new { id, secretId, at }, ct);
                if (ended == 0) return IdentityErrors.SecretUnknown;
                await Run(transaction, "DELETE FROM identity.sessions WHERE user_id = @id AND client_secret_id = @secretId", new { id, secretId }, ct);
                await transaction.Audit(new AuditEntry(caller.AccountId, "identity.client_secret_ended", ApiClient.Subject(id), new { secretId }), at, ct);
                return null;
            },
            ct);

    private async Task<Result<ApiClient>> Change(
        Caller caller, Guid id, Func<NpgsqlTransaction, ApiClient, DateTime, Task<Error?>> work, CancellationToken ct)
    {
        var refusal = await db.Transaction(
            async (connection, transaction) =>
            {
                CommandDefinition Command(string sql) => new(sql, new { id, caller.AccountId }, transaction, cancellationToken: ct);

                // Locked before it is read: the state that is decided on is the state that is changed.
                await connection.ExecuteAsync(Command("SELECT FROM identity.api_clients WHERE user_id = @id AND account_id = @AccountId FOR NO KEY UPDATE"));
                var client = await connection.QueryFirstOrDefaultAsync<ApiClient>(
                    Command($"SELECT {ApiClient.Columns} {ApiClient.From} WHERE c.user_id = @id AND c.account_id = @AccountId"));
                return client is null ? IdentityErrors.ClientUnknown : await work(transaction, client, Now);
            },
            ct);
        // This host need not wait to hear of it.
        cache.Forget(id);
        if (refusal is not null && refusal.Kind != ErrorKind.Stale) return refusal;
        var now = (await Find(caller.AccountId, id, ct))!;
        return refusal is null ? now : Result<ApiClient>.Refused(refusal, now);
    }

    private static async Task<ShownSecret> NewSecret(
        NpgsqlTransaction transaction, Guid clientId, string name, Caller caller, DateTime at, CancellationToken ct)
    {
        var shown = new ShownSecret(clientId, name, Guid.CreateVersion7(), SecretText.New());
        await Run(
            transaction,
            """
            INSERT INTO identity.api_client_secrets (id, client_id, secret_hash, hint, created_at, created_by)
            VALUES (@SecretId, @clientId, @hash, @hint, @at, @UserId)
            """,
            new { shown.SecretId, clientId, hash = Token.Hash(shown.Secret), hint = SecretText.Hint(shown.Secret), at, caller.UserId }, ct);
        await transaction.Audit(new AuditEntry(caller.AccountId, "identity.client_secret_added", ApiClient.Subject(clientId), null, new { shown.SecretId }), at, ct);
        return shown;
    }

    private static Task<int> Run(NpgsqlTransaction transaction, string sql, object args, CancellationToken ct) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, args, transaction, cancellationToken: ct));
}
