using Modular.BuildingBlocks.Data;
using Modular.Baskets.Features;

namespace Modular.Baskets;

/// <summary>The end of a basket's history, which every page of a basket shows; who asks at a moment is answered by one statement.</summary>
internal sealed class LastChanges
{
    private readonly Together<Asked, SeeChanges.Row[]> _changes;
    private readonly Db _db;

    public LastChanges(Db db)
    {
        _db = db;
        _changes = new(Read);
    }

    /// <returns>Newest first; none where the caller sees no such basket. The total is what is listed.</returns>
    public async Task<(IReadOnlyList<SeeChanges.Row> Rows, int Total)> Of(Caller caller, Guid basketId, int atMost, CancellationToken ct)
    {
        var rows = await _changes.Ask(new Asked(basketId, caller.AccountId, caller.UserId, atMost), ct);
        return (rows, rows.Length);
    }

    private async Task<IReadOnlyList<SeeChanges.Row[]>> Read(IReadOnlyList<Asked> asked)
    {
        var found = await _db.Many<SeeChanges.AnsweringRow>(
            """
            SELECT l.n, c.version, c.at, c.user_id, c.kind, c.line_id, c.sku, c.before, c.after
            FROM unnest((SELECT @baskets), (SELECT @accounts), (SELECT @users), (SELECT @sizes)) WITH ORDINALITY AS l (basket_id, account_id, user_id, size, n)
            JOIN baskets.baskets b ON b.id = l.basket_id AND b.account_id = l.account_id AND b.status <> 'deleted'
                AND (b.owner_id = l.user_id OR b.visibility <> 'private')
            CROSS JOIN LATERAL (SELECT * FROM baskets.changes c WHERE c.basket_id = l.basket_id ORDER BY c.id DESC LIMIT l.size) c
            ORDER BY l.n, c.id DESC
            """,
            new
            {
                baskets = asked.Select(a => a.BasketId).ToArray(), accounts = asked.Select(a => a.AccountId).ToArray(),
                users = asked.Select(a => a.UserId).ToArray(), sizes = asked.Select(a => a.AtMost).ToArray(),
            });
        var rows = found.ToLookup(r => r.N);
        return [.. asked.Select((_, i) => rows[i + 1].ToArray<SeeChanges.Row>())];
    }

    private sealed record Asked(Guid BasketId, Guid AccountId, Guid UserId, int AtMost);
}
