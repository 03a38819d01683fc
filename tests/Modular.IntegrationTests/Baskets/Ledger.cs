using System.Collections.Concurrent;

namespace Modular.IntegrationTests.Baskets;

/// <summary>Every acknowledged change of a line, by the line's version; each version may be there once only.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<(Guid Basket, Guid Line, long Version), Entry> _entries = [];

    public int Count => _entries.Count;

    /// <param name="grownBy">By how much the quantity grew from the version before, or null where it was set.</param>
    /// <param name="quantity">Null where the line was removed.</param>
    public void Acknowledge(Guid basket, Guid line, long version, int? quantity, int? grownBy = null) =>
        _entries.TryAdd((basket, line, version), new Entry(quantity, grownBy)).ShouldBeTrue($"version {version} of line {line} was given twice");

    /// <summary>The database holds what was acknowledged last, no version is missing, and every sum is right.</summary>
    public async Task ShouldEqual(TestPortal portal, Guid basket)
    {
        var rows = await portal.Db.Many<Row>("SELECT id, version, quantity, removed_at IS NOT NULL AS removed FROM baskets.lines WHERE basket_id = @basket", new { basket });
        var lines = _entries.Where(e => e.Key.Basket == basket).GroupBy(e => e.Key.Line).ToDictionary(g => g.Key, g => g.ToDictionary(e => e.Key.Version, e => e.Value));
        rows.Select(r => r.Id).ShouldBe(lines.Keys, ignoreOrder: true);
        foreach (var row in rows)
        {
            var line = lines[row.Id];
            line.Keys.Order().ShouldBe(Enumerable.Range(1, (int)row.Version).Select(v => (long)v));
            line[row.Version].Quantity.ShouldBe(row.Removed ? null : row.Quantity);
            foreach (var (version, entry) in line.Where(e => e.Value.GrownBy is not null && e.Key > 1))
                (line[version - 1].Quantity + entry.GrownBy).ShouldBe(entry.Quantity);
        }

        (await portal.Db.One<long>("SELECT version FROM baskets.baskets WHERE id = @basket", new { basket }))
            .ShouldBe(1 + lines.Values.Sum(l => l.Count));
    }

    private sealed record Entry(int? Quantity, int? GrownBy);

    private sealed record Row(Guid Id, long Version, int Quantity, bool Removed);
}
