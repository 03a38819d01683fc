using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Modules;
using Modular.Catalog.Prices;

namespace Modular.Catalog;

/// <summary>What the demo's accounts pay: Andes a premier list with steps by quantity, Rio a plain one; and where the warehouses are.</summary>
internal sealed class DemoPriceLists(Db db) : IDemoData
{
    public int Order => 2;

    public async Task Load(CancellationToken ct)
    {
        await db.Execute(
            """
            INSERT INTO catalog.warehouses (code, name)
            VALUES ('MIA', 'Miami'), ('SCL', 'Santiago'), ('GRU', 'São Paulo'), ('BOG', 'Bogotá') ON CONFLICT DO NOTHING
            """, ct: ct);
        await Save(new PriceListDraft("PREMIER", "Premier",
            [
                new(null, null, null, [Off(1, 8)]),
                new(null, null, "Networking", [Off(1, 12), Off(10, 15), Off(50, 18)]),
                new(null, null, "Networking > Cables", [Off(1, 20), Off(100, 30)]),
                new(null, "Fjordnet", "Networking", [Off(1, 16), Off(10, 19)]),
                new(null, null, "Printing > Supplies", [Off(1, 10), Off(24, 14)]),
                new(null, "Pampa Cloud", null, [Off(1, 15)]),
            ],
            [DemoAccounts.Andes]), ct);
        await Save(new PriceListDraft("BUSINESS", "Business",
            [
                new(null, null, null, [Off(1, 4)]),
                new(null, null, "Computers", [Off(1, 6), Off(20, 8)]),
                new(null, "Octavo Security", null, [Off(1, 7)]),
            ],
            [DemoAccounts.Rio]), ct);
    }

    private static PriceStep Off(int from, decimal percent) => new(from, percent);

    private Task<long?> Save(PriceListDraft list, CancellationToken ct) =>
        PriceListStore.Save(db, list, expected: 0, DemoAccounts.Distributor, by: null, ct);
}
