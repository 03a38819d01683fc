using Microsoft.Extensions.Configuration;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Modules;
using Modular.Catalog.Import;

namespace Modular.Catalog;

/// <summary>Fills an empty catalog from the price file that <c>Demo:PriceFile</c> names, after the host has started.</summary>
internal sealed class DemoPriceFile(Db db, ImportQueue queue, IConfiguration configuration) : IDemoData
{
    public int Order => 3;

    public async Task Load(CancellationToken ct)
    {
        if (configuration["Demo:PriceFile"] is not { Length: > 0 } path) return;
        if (await db.One<bool>("SELECT EXISTS (SELECT FROM catalog.products)", ct: ct)) return;
        queue.Add(new ImportOrder(Guid.CreateVersion7(), Path.GetFileName(path), null, false, DemoAccounts.Distributor, null), path, delete: false);
    }
}
