using Dapper;
using Modular.BuildingBlocks.Data;
using Modular.Baskets.Features;
using Modular.Integration.Identity;

namespace Modular.Baskets;

/// <summary>When each person looked at a basket last, and at which version. Kept apart from baskets, which looking must never slow down.</summary>
internal sealed class Visits(Db db, IAccountDirectory people, Caller caller, TimeProvider time)
{
    /// <summary>How many of a basket's last changes are looked through for those of others.</summary>
    public const int Remembered = 200;

    /// <summary>Whoever looked within it is here; pages look again every 15 seconds.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(45);

    /// <summary>Nobody visits a deleted basket, so that age alone removes those too. No index on it: each look would have to write it.</summary>
    public static readonly Retention Retention = new(
        """
        DELETE FROM baskets.visits WHERE ctid IN (
            SELECT ctid FROM baskets.visits WHERE seen_at < now() - interval '90 days' LIMIT @atOnce)
        """);

    private const string Seen =
        """
        FROM baskets.baskets b LEFT JOIN baskets.visits v ON v.basket_id = b.id AND v.user_id = @UserId
        WHERE b.id = @BasketId AND b.account_id = @AccountId AND b.status <> 'deleted' AND (b.owner_id = @UserId OR b.visibility <> 'private')
        """;

    // The changes' basket in a SELECT of its own: knowing it, PostgreSQL would plan anew for each, eight times as long as it reads.
    private static readonly string Reads =
        $"""
        SELECT b.version, coalesce(@since, v.seen_version, b.version) {Seen};
        SELECT o.user_id, o.here_since
        FROM baskets.visits o JOIN baskets.baskets b ON b.id = o.basket_id
        WHERE o.basket_id = @BasketId AND o.user_id <> @UserId AND o.seen_at > @here AND b.account_id = @AccountId AND b.visibility <> 'private'
        ORDER BY o.here_since, o.user_id;
        WITH seen AS (SELECT coalesce(@since, v.seen_version, b.version) AS version {Seen}),
             last AS (SELECT * FROM baskets.changes WHERE basket_id = (SELECT @BasketId) ORDER BY id DESC LIMIT {Remembered})
        SELECT c.version, c.at, c.user_id, c.kind, c.line_id, c.sku, c.before, c.after
        FROM last c JOIN seen ON c.version > seen.version
        WHERE c.user_id <> @UserId ORDER BY c.id DESC
        """;

    // Looking waits for no disk: what a crash takes away of it is noted again with the next look.
    private static readonly string Looks =
        $"""
        {Reads};
        INSERT INTO baskets.visits AS mine (basket_id, user_id, seen_version, here_since, seen_at)
        SELECT b.id, @UserId, CASE WHEN @version IS NULL THEN coalesce(v.seen_version, b.version) ELSE least(@version, b.version) END, @now, @now {Seen}
        ON CONFLICT (basket_id, user_id) DO UPDATE SET
            seen_version = greatest(mine.seen_version, excluded.seen_version), seen_at = excluded.seen_at,
            here_since = CASE WHEN mine.seen_at > @here THEN mine.here_since ELSE excluded.here_since END
        RETURNING set_config('synchronous_commit', 'off', true) = 'off'
        """;

    /// <param name="since">A version; null: the one that the caller saw last.</param>
    /// <returns>Null where the caller sees no such basket.</returns>
    public Task<Presence?> See(Guid basketId, long? since, CancellationToken ct) => Ask(Reads, basketId, null, since, ct);

    /// <summary>Notes that the caller is here and has seen that version (null: none that is new), and tells how it was before.</summary>
    /// <inheritdoc cref="See"/>
    public Task<Presence?> Look(Guid basketId, long? version, long? since, CancellationToken ct) => Ask(Looks, basketId, version, since, ct);

    private async Task<Presence?> Ask(string sql, Guid basketId, long? version, long? since, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var args = new { basketId, caller.AccountId, caller.UserId, version, since, now, here = now - Window };
        await using var connection = await db.Open(ct);
        await using var answers = await connection.QueryMultipleAsync(new CommandDefinition(sql, args, cancellationToken: ct));
        var basket = await answers.ReadFirstOrDefaultAsync<(long Version, long Seen)>();
        var here = (await answers.ReadAsync<(Guid UserId, DateTime Since)>()).AsList();
        var changes = (await answers.ReadAsync<SeeChanges.Row>()).AsList();
        if (!answers.IsConsumed) await answers.ReadAsync<bool>();
        if (basket.Version == 0) return null;
        var names = await people.Names([.. here.Select(h => h.UserId).Concat(changes.Select(c => c.UserId)).Distinct()], ct);
        return new Presence(
            [.. here.Select(h => new Visitor(h.UserId, names.GetValueOrDefault(h.UserId, ""), h.Since))],
            changes.Count, basket.Seen, basket.Version, [.. changes.Select(c => c.ToItem(names))]);
    }
}
