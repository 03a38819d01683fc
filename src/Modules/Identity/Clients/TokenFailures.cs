using Dapper;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Clients;

/// <summary>Counts wrong client secrets per client id with its address, and per address; too many, and both must wait.</summary>
/// <remarks>Never by the client id alone: a stranger who knows it could keep the client out.</remarks>
internal sealed class TokenFailures(Db db, IOptions<IdentityOptions> options, TimeProvider time)
{
    public static readonly Retention Retention = new(
        """
        DELETE FROM identity.token_failures WHERE key IN (
            SELECT key FROM identity.token_failures WHERE since < now() - interval '1 day' ORDER BY since LIMIT @atOnce)
        """);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private TimeSpan Window => TimeSpan.FromMinutes(options.Value.TokenFailureMinutes);

    /// <returns>Seconds to wait, or null.</returns>
    public async Task<int?> WaitFor(string clientId, CancellationToken ct)
    {
        var (pair, address) = Keys(clientId);
        var since = await db.One<DateTime?>(
            """
            SELECT max(since) FROM identity.token_failures
            WHERE key IN (@pair, @address) AND since > @from AND count >= CASE key WHEN @pair THEN @TokenFailuresPerClient ELSE @TokenFailuresPerAddress END
            """,
            new { pair, address, from = Now - Window, options.Value.TokenFailuresPerClient, options.Value.TokenFailuresPerAddress }, ct);
        return since is { } begun ? Math.Max(1, (int)Math.Ceiling((begun + Window - Now).TotalSeconds)) : null;
    }

    /// <param name="client">The client that bears the id, and its account; null: none.</param>
    public Task Add(string clientId, (Guid Id, Guid AccountId)? client, CancellationToken ct) => db.Transaction(
        async (connection, transaction) =>
        {
            var (pair, address) = Keys(clientId);
            var count = await connection.QuerySingleAsync<int>(new CommandDefinition(
                """
                WITH counted AS (
                    INSERT INTO identity.token_failures AS f (key, count, since) VALUES (@pair, 1, @now), (@address, 1, @now)
                    ON CONFLICT (key) DO UPDATE
                    SET count = CASE WHEN f.since <= @from THEN 1 ELSE f.count + 1 END, since = CASE WHEN f.since <= @from THEN @now ELSE f.since END
                    RETURNING key, count
                )
                SELECT count FROM counted WHERE key = @pair
                """,
                new { pair, address, now = Now, from = Now - Window }, transaction, cancellationToken: ct));
            // Once: whoever goes on guessing does not fill the trail.
            if (count == options.Value.TokenFailuresPerClient && client is { } known)
                await transaction.Audit(new AuditEntry(known.AccountId, "identity.client_guessed", ApiClient.Subject(known.Id)), Now, ct);
            return 0;
        },
        ct);

    private static (string Pair, string Address) Keys(string clientId)
    {
        var address = RateLimits.Network(Actor.Current.RemoteAddress);
        return ($"client/{clientId.ToLowerInvariant()}/{address}", $"address/{address}");
    }
}
