using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Identity.Features;
using Modular.Integration.Identity;

namespace Modular.Identity;

/// <summary>Reads pages of an account's audit trail; whether the caller may is decided by who asks.</summary>
internal sealed class AuditTrail(Db db, IAccountDirectory people)
{
    // A trail grows for ever: beyond this nobody counts, and nobody turns the pages.
    public const int MaxCounted = 10_000;

    public async Task<Listing<ListAudit.Item>> Page(Guid accountId, AuditFilter filter, Paging paging, CancellationToken ct)
    {
        var (rows, total) = await db.Counted<AuditRow>(
            $"SELECT {AuditRow.Columns} {filter.Sql} {AuditFilter.Sorts.OrderBy(paging.Sort)} LIMIT @size OFFSET @offset",
            $"SELECT count(*)::int FROM (SELECT {filter.Sql} LIMIT {MaxCounted}) counted",
            filter.Args(accountId, paging.Size, paging.Offset), ct);
        var names = await people.Names([.. rows.Select(r => r.UserId).OfType<Guid>().Distinct()], ct);
        return new Listing<ListAudit.Item>([.. rows.Select(r => ListAudit.Item.Of(r, names))], paging.Page, paging.Size, total);
    }
}
