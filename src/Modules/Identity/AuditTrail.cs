using System.Globalization;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;
using Modular.Identity.Features;
using Modular.Integration.Identity;

namespace Modular.Identity;

/// <summary>Reads pages of an account's audit trail; whether the caller may is decided by who asks.</summary>
internal sealed class AuditTrail(Db db, IAccountDirectory people, Texts texts)
{
    // A trail grows for ever: beyond this nobody counts, and nobody turns the pages.
    public const int MaxCounted = 10_000;

    private static readonly string Counted = MaxCounted.ToString(CultureInfo.InvariantCulture);

    // As many as a name's part is looked up for; whoever finds more types more of it.
    private const int MostPeople = 20;

    public async Task<Listing<ListAudit.Item>> Page(Guid accountId, AuditFilter filter, Paging paging, CancellationToken ct)
    {
        var (rows, total) = await db.Counted<AuditRow>(
            $"SELECT {AuditRow.Columns} {filter.Sql(paging.Sort, "@wanted")} {AuditFilter.Sorts.OrderBy(paging.Sort)} LIMIT @size OFFSET @offset",
            $"SELECT count(*)::int FROM (SELECT {filter.Sql(paging.Sort, Counted)} LIMIT {Counted}) counted",
            await Args(accountId, filter, paging.Size, paging.Offset, ct), ct);
        var names = await people.Names([.. rows.Select(r => r.UserId).OfType<Guid>().Distinct()], ct);
        return new Listing<ListAudit.Item>([.. rows.Select(r => ListAudit.Item.Of(r, names))], paging.Page, paging.Size, total);
    }

    public async Task<object> Args(Guid accountId, AuditFilter filter, int size, long offset, CancellationToken ct) => filter.Args(
        accountId, filter.Person is { } person ? await People(accountId, person, ct) : [], AuditWords.Kinds(texts).Select(kind => kind.Value), size, offset);

    /// <summary>The account's own people and programs, and the distributor's, who act for it.</summary>
    private async Task<Guid[]> People(Guid accountId, string person, CancellationToken ct) => [.. await db.Many<Guid>(
        """
        SELECT u.id FROM identity.users u
        WHERE (u.user_name ILIKE @like OR u.display_name ILIKE @like) AND EXISTS (
            SELECT FROM identity.memberships m JOIN identity.accounts a ON a.id = m.account_id
            WHERE m.user_id = u.id AND (a.id = @accountId OR a.kind = 'distributor'))
        ORDER BY lower(u.user_name) <> lower(@person), u.display_name, u.id LIMIT @MostPeople
        """,
        new { accountId, person, like = Like.Containing(person), MostPeople }, ct)];
}
