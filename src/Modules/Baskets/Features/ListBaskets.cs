using Modular.BuildingBlocks.Data;

namespace Modular.Baskets.Features;

/// <summary>Lists "Mis canastas" (private and public ones I made) or "Canastas de la Empresa" (shared ones, and public ones of others).</summary>
internal static class ListBaskets
{
    [SignedIn(ClientsToo = true)]
    public sealed record Query(BasketFilter Filter, Paging Paging) : IRequest<Result<Listing<BasketItem>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new BasketFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. BasketFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, BasketReading reading, Caller caller, TimeProvider time) : IRequestHandler<Query, Result<Listing<BasketItem>>>
    {
        public async Task<Result<Listing<BasketItem>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging) = request;
            var order = BasketFilter.Sorts.OrderBy(paging.Sort);
            var (rows, total) = await db.Counted<BasketRow>(
                $"WITH page AS (SELECT b.* {filter.Sql} {order} LIMIT @size OFFSET @offset) {BasketReading.Select} FROM page b {BasketReading.Lines} {order}",
                $"SELECT count(*)::int {filter.Sql}",
                filter.Args(caller, time.GetUtcNow().UtcDateTime, paging.Size, paging.Offset), cancellationToken);
            return new Listing<BasketItem>(await reading.Items(caller, rows, cancellationToken), paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapGet("", async (
            string? view, string? q, string? visibility, string? status, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(new BasketFilter(view ?? "mine", q, visibility, status), Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
