using Dapper;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Data;

namespace Modular.BuildingBlocks.Lists;

/// <summary>Every read and write of users' columns and saved searches; the caller's own ones only.</summary>
internal sealed class ListPreferences(Db db, TimeProvider time)
{
    /// <summary>Per user, account and list.</summary>
    public const int MostSearches = 50;

    public Task<(IReadOnlyList<string> Hidden, IReadOnlyList<SavedQuery> Searches)> Read(Caller caller, string list, CancellationToken ct) =>
        db.Two<string, SavedQuery>(
            "SELECT unnest(hidden) FROM platform.list_columns WHERE user_id = @UserId AND list = @list",
            """
            SELECT name, query FROM platform.saved_searches
            WHERE user_id = @UserId AND account_id = @AccountId AND list = @list ORDER BY lower(name), name
            """,
            new { caller.UserId, caller.AccountId, list }, ct);

    public Task Hide(Caller caller, string list, IReadOnlyCollection<string> columns, CancellationToken ct) => db.Execute(
        """
        INSERT INTO platform.list_columns (user_id, list, hidden) VALUES (@UserId, @list, @hidden)
        ON CONFLICT (user_id, list) DO UPDATE SET hidden = excluded.hidden
        """,
        new { caller.UserId, list, hidden = columns.Distinct().ToArray() }, ct);

    /// <summary>Keeps a search, in place of the one that has its name.</summary>
    /// <returns>False where there are <see cref="MostSearches"/> others already.</returns>
    public Task<bool> Save(Caller caller, string list, string name, string query, CancellationToken ct) => db.Transaction(async (connection, transaction) =>
    {
        var search = new { caller.UserId, caller.AccountId, list, name, query, now = time.GetUtcNow().UtcDateTime, MostSearches };
        // One after the other, so that two of a user's windows cannot both be the last one that fits.
        await connection.ExecuteAsync(new CommandDefinition(
            "SELECT pg_advisory_xact_lock(hashtextextended('platform.saved_searches ' || @UserId::text, 0))", search, transaction, cancellationToken: ct));
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO platform.saved_searches (user_id, account_id, list, name, query, saved_at)
            SELECT @UserId, @AccountId, @list, @name, @query, @now
            WHERE (SELECT count(*) FROM platform.saved_searches
                   WHERE user_id = @UserId AND account_id = @AccountId AND list = @list AND name <> @name) < @MostSearches
            ON CONFLICT (user_id, account_id, list, name) DO UPDATE SET query = excluded.query, saved_at = excluded.saved_at
            """,
            search, transaction, cancellationToken: ct)) == 1;
    }, ct);

    /// <returns>What the search was, or null when there is none of that name.</returns>
    public Task<string?> Forget(Caller caller, string list, string name, CancellationToken ct) => db.One<string>(
        """
        DELETE FROM platform.saved_searches
        WHERE user_id = @UserId AND account_id = @AccountId AND list = @list AND name = @name RETURNING query
        """,
        new { caller.UserId, caller.AccountId, list, name }, ct);
}

/// <param name="Query">A page's query without the question mark.</param>
internal sealed record SavedQuery(string Name, string Query);
