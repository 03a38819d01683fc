using Modular.BuildingBlocks.Data;
using Modular.Catalog.Features;
using Modular.Catalog.Prices;

namespace Modular.Catalog;

/// <summary>Where how much of a product is: from memory only where nobody else can reserve; those of a moment are read by one statement.</summary>
internal sealed class ProductPlaces
{
    private readonly Together<string, IReadOnlyList<SeeProduct.Place>> _places;
    private readonly Db _db;
    private readonly SoleHost _sole;
    private readonly CatalogMemory _memory;

    public ProductPlaces(Db db, SoleHost sole, CatalogMemory memory)
    {
        (_db, _sole, _memory) = (db, sole, memory);
        _places = new(Read);
    }

    public async ValueTask<IReadOnlyList<SeeProduct.Place>> Of(string sku, CancellationToken ct) =>
        _sole.Is && _memory.Places.TryGet(sku, out var known) ? known : await _places.Ask(sku, ct);

    private async Task<IReadOnlyList<IReadOnlyList<SeeProduct.Place>>> Read(IReadOnlyList<string> skus)
    {
        var generation = _memory.Places.Generation;
        var rows = await _db.Many<(string Sku, string Warehouse, string Name, int Available, int Incoming, DateOnly? IncomingDate)>(
            """
            SELECT s.sku, w.code, w.name, greatest(s.on_hand - s.allocated, 0), s.incoming, s.incoming_date
            FROM unnest((SELECT @skus)) wish(sku) JOIN catalog.stock s USING (sku) JOIN catalog.warehouses w ON w.code = s.warehouse
            ORDER BY w.name, w.code
            """,
            new { skus = skus.Distinct().ToArray() });
        var places = rows.ToLookup(r => r.Sku, r => new SeeProduct.Place(r.Warehouse, r.Name, r.Available, r.Incoming, r.IncomingDate));
        return [.. skus.Select(sku =>
        {
            IReadOnlyList<SeeProduct.Place> of = [.. places[sku]];
            _memory.Places.Keep(sku, of, generation);
            return of;
        })];
    }
}
