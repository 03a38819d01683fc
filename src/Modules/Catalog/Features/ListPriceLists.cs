using Modular.BuildingBlocks.Data;

namespace Modular.Catalog.Features;

/// <summary>Lists the price lists.</summary>
internal static class ListPriceLists
{
    [Requires(CatalogPrivileges.Manage)]
    public sealed record Query(Paging Paging) : IRequest<Result<Listing<Item>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() => RuleFor(q => q.Paging).SetValidator(new PagingRules([.. Sorts.Columns.Keys])).OverridePropertyName("");
    }

    private static readonly Sorting Sorts = new(
        new Dictionary<string, string> { ["code"] = "l.code", ["name"] = "lower(l.name)", ["updatedAt"] = "l.updated_at" }, "code", "l.code");

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Listing<Item>>>
    {
        public async Task<Result<Listing<Item>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (items, total) = await db.Counted<Item>(
                $"""
                SELECT l.code, l.name, l.version, l.updated_at,
                       (SELECT count(DISTINCT (sku, vendor, category))::int FROM catalog.price_rules r WHERE r.list_code = l.code) AS rules,
                       (SELECT count(*)::int FROM catalog.price_list_accounts a WHERE a.list_code = l.code) AS accounts
                FROM catalog.price_lists l {Sorts.OrderBy(request.Paging.Sort)} LIMIT @Size OFFSET @Offset
                """,
                "SELECT count(*)::int FROM catalog.price_lists", new { request.Paging.Size, request.Paging.Offset }, cancellationToken);
            return new Listing<Item>(items, request.Paging.Page, request.Paging.Size, total);
        }
    }

    public sealed record Item(string Code, string Name, long Version, DateTime UpdatedAt, int Rules, int Accounts);

    public static void Map(IEndpointRouteBuilder lists) => lists
        .MapGet("", async (int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
