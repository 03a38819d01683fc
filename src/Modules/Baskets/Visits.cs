using Dapper;
using Modular.BuildingBlocks.Data;
using Modular.Baskets.Features;
using Modular.Integration.Identity;

namespace Modular.Baskets;

/// <summary>
/// When each person looked at a basket last, and at which version; those who look at a moment are answered together.
/// Kept apart from baskets, which looking must never slow down.
/// </summary>
internal sealed class Visits
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

    /// <summary>Whoever looks again within it at what they saw has nothing noted anew.</summary>
    private static readonly TimeSpan Noted = TimeSpan.FromSeconds(5);

    private const string Looks =
        """
        WITH looks AS (
            SELECT l.*, b.version AS present, b.visibility, v.seen_at, v.seen_version AS noted, coalesce(l.since, v.seen_version, b.version) AS seen
            FROM unnest((SELECT @baskets), (SELECT @accounts), (SELECT @users), (SELECT @versions), (SELECT @sinces), (SELECT @notes))
                     WITH ORDINALITY AS l (basket_id, account_id, user_id, version, since, is_noted, n)
            JOIN baskets.baskets b ON b.id = l.basket_id AND b.account_id = l.account_id AND b.status <> 'deleted'
                AND (b.owner_id = l.user_id OR b.visibility <> 'private')
            LEFT JOIN baskets.visits v ON v.basket_id = l.basket_id AND v.user_id = l.user_id)
        """;

    private static readonly string Answers =
        $"""
        {Looks}
        SELECT n, present, seen FROM looks;
        {Looks}
        SELECT l.n, o.user_id, o.here_since FROM looks l JOIN baskets.visits o ON o.basket_id = l.basket_id
        WHERE o.user_id <> l.user_id AND o.seen_at > @here AND l.visibility <> 'private'
        ORDER BY o.here_since, o.user_id;
        {Looks}
        SELECT l.n, c.version, c.at, c.user_id, c.kind, c.line_id, c.sku, c.before, c.after
        FROM looks l CROSS JOIN LATERAL (
            SELECT * FROM baskets.changes c WHERE c.basket_id = l.basket_id AND l.present > l.seen ORDER BY c.id DESC LIMIT {Remembered}) c
        WHERE c.version > l.seen AND c.user_id <> l.user_id ORDER BY c.id DESC;
        """;

    // Looking waits for no disk: what a crash takes away of it is noted again with the next look. Rows are locked in one order.
    private static readonly string AnswersAndNotes =
        $"""
        {Answers}
        {Looks}
        INSERT INTO baskets.visits AS mine (basket_id, user_id, seen_version, here_since, seen_at)
        SELECT DISTINCT ON (basket_id, user_id) basket_id, user_id, sees, @now, @now
        FROM looks CROSS JOIN LATERAL (SELECT CASE WHEN version IS NULL THEN coalesce(noted, present) ELSE least(version, present) END AS sees) now
        WHERE is_noted AND (noted IS NULL OR noted < sees OR seen_at < @noted)
        ORDER BY basket_id, user_id, sees DESC
        ON CONFLICT (basket_id, user_id) DO UPDATE SET
            seen_version = greatest(mine.seen_version, excluded.seen_version), seen_at = excluded.seen_at,
            here_since = CASE WHEN mine.seen_at > @here THEN mine.here_since ELSE excluded.here_since END
        RETURNING set_config('synchronous_commit', 'off', true) = 'off'
        """;

    private readonly Together<Asked, Found?> _looks;
    private readonly Db _db;
    private readonly IAccountDirectory _people;
    private readonly TimeProvider _time;

    public Visits(Db db, IAccountDirectory people, TimeProvider time)
    {
        (_db, _people, _time) = (db, people, time);
        _looks = new(Answer);
    }

    /// <returns>Null where the caller sees no such basket.</returns>
    public Task<Presence?> See(Caller caller, Guid basketId, CancellationToken ct) =>
        Ask(new Asked(basketId, caller.AccountId, caller.UserId, null, null, IsNoted: false), ct);

    /// <summary>Notes that the caller is here and has seen that version (null: none that is new), and tells how it was before.</summary>
    /// <param name="since">Changes are told from this version on; null: from the one that the caller saw last.</param>
    /// <inheritdoc cref="See"/>
    public Task<Presence?> Look(Caller caller, Guid basketId, long? version, long? since, CancellationToken ct) =>
        Ask(new Asked(basketId, caller.AccountId, caller.UserId, version, since, IsNoted: true), ct);

    private async Task<Presence?> Ask(Asked asked, CancellationToken ct)
    {
        if (await _looks.Ask(asked, ct) is not var (version, seen, here, changes)) return null;
        var names = await _people.Names([.. here.Select(h => h.UserId).Concat(changes.Select(c => c.UserId)).Distinct()], ct);
        return new Presence(
            [.. here.Select(h => new Visitor(h.UserId, names.GetValueOrDefault(h.UserId, ""), h.Since))],
            changes.Count, seen, version, [.. changes.Select(c => c.ToItem(names))]);
    }

    private async Task<IReadOnlyList<Found?>> Answer(IReadOnlyList<Asked> asked)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var args = new
        {
            baskets = asked.Select(a => a.BasketId).ToArray(), accounts = asked.Select(a => a.AccountId).ToArray(), users = asked.Select(a => a.UserId).ToArray(),
            versions = asked.Select(a => a.Version).ToArray(), sinces = asked.Select(a => a.Since).ToArray(), notes = asked.Select(a => a.IsNoted).ToArray(),
            now, here = now - Window, noted = now - Noted,
        };
        await using var connection = await _db.Open();
        await using var answers = await connection.QueryMultipleAsync(asked.Any(a => a.IsNoted) ? AnswersAndNotes : Answers, args);
        var baskets = (await answers.ReadAsync<(long N, long Version, long Seen)>()).ToDictionary(b => b.N);
        var here = (await answers.ReadAsync<(long N, Guid UserId, DateTime Since)>()).ToLookup(h => h.N);
        var changes = (await answers.ReadAsync<SeeChanges.AnsweringRow>()).ToLookup(c => c.N);
        if (!answers.IsConsumed) await answers.ReadAsync<bool>();
        return [.. asked.Select((_, i) => baskets.TryGetValue(i + 1, out var basket)
            ? new Found(basket.Version, basket.Seen, [.. here[basket.N].Select(h => (h.UserId, h.Since))], [.. changes[basket.N]])
            : null)];
    }

    /// <param name="Version">What the caller sees; null: nothing that is new.</param>
    private sealed record Asked(Guid BasketId, Guid AccountId, Guid UserId, long? Version, long? Since, bool IsNoted);

    private sealed record Found(long Version, long Seen, IReadOnlyList<(Guid UserId, DateTime Since)> Here, IReadOnlyList<SeeChanges.Row> Changes);
}
