using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;

namespace Modular.Catalog.Prices;

/// <summary>Hears of imports and price lists that any host has changed; deaf, nothing is kept in memory.</summary>
internal sealed class CatalogChanges(Db db, CatalogMemory memory, ILogger<CatalogChanges> log) : ChannelListener(db, "catalog_changed", log)
{
    protected override void Heard(string payload) => memory.ForgetAll();

    protected override void Hears(bool hears) => memory.Hears(hears);
}
