using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Catalog.Prices;

/// <param name="Name">Null where the account is gone.</param>
internal sealed record Buyer(Guid Id, string? Name);

/// <param name="Rules">In the order in which they win.</param>
internal sealed record PriceListView(
    string Code, string Name, long Version, DateTime UpdatedAt, IReadOnlyList<PriceRule> Rules, IReadOnlyList<Buyer> Accounts) : IVersioned;

/// <summary>Reads price lists as staff see them.</summary>
internal sealed class PriceListReading(Db db, IAccountDirectory directory)
{
    public async Task<PriceListView?> Find(string code, CancellationToken ct)
    {
        var list = await db.One<Head>(
            "SELECT code, name, version, updated_at FROM catalog.price_lists WHERE code = @code", new { code = code.ToUpperInvariant() }, ct);
        if (list is null) return null;
        var accounts = await db.Many<Guid>(
            "SELECT account_id FROM catalog.price_list_accounts WHERE list_code = @Code ORDER BY account_id", new { list.Code }, ct);
        var buyers = new List<Buyer>();
        foreach (var id in accounts) buyers.Add(new Buyer(id, (await directory.Account(id, ct))?.Name));
        return new PriceListView(list.Code, list.Name, list.Version, list.UpdatedAt, await PriceListStore.RulesOf(db, list.Code, ct), buyers);
    }

    /// <summary>The first of the accounts that does not exist, or null.</summary>
    public async Task<Guid?> Stranger(IEnumerable<Guid> accounts, CancellationToken ct)
    {
        foreach (var id in accounts)
        {
            if (await directory.Account(id, ct) is null) return id;
        }

        return null;
    }

    private sealed record Head(string Code, string Name, long Version, DateTime UpdatedAt);
}
