using Modular.BuildingBlocks.Data;

namespace Modular.Baskets.Features;

/// <summary>Lists "Mis canastas" (private and public ones I made) or "Canastas de la Empresa" (shared ones, and public ones of others).</summary>
internal static class ListBaskets
{
    /// <param name="Account">"Revenda": <c>consolidated</c>, or one of the caller's accounts; null: the present one.</param>
    [SignedIn(ClientsToo = true)]
    public sealed record Query(BasketFilter Filter, Paging Paging, string? Account = null) : IRequest<Result<Listing<BasketItem>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new BasketFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. BasketFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, BasketReading reading, IResellers resellers, Caller caller, TimeProvider time)
            : IRequestHandler<Query, Result<Listing<BasketItem>>>
    {
        public async Task<Result<Listing<BasketItem>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging, account) = request;
            var chosen = await resellers.Choose(caller, account, null, "baskets", cancellationToken);
            if (chosen.Error is { } refusal) return refusal;
            var order = filter.Order(paging.Sort);
            var (rows, total) = await db.Counted<BasketRow>(
                $"WITH page AS (SELECT b.* {filter.Page(order)}) {BasketReading.Select} FROM page b {BasketReading.Lines} {order}",
                $"SELECT count(*)::int {filter.All}",
                filter.Args(caller, chosen.Value!.Ids, time.GetUtcNow().UtcDateTime, paging.Size, paging.Offset), cancellationToken);
            return new Listing<BasketItem>(await reading.Items(caller, rows, Revenda.IsPresent(account, caller) ? null : chosen.Value, cancellationToken), paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapGet("", async (
            string? view, string? q, string? visibility, string? status, string? account, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(new BasketFilter(view ?? "mine", q, visibility, status), Paging.Of(page, size, sort), account), ct)).ToHttp())
        .Require<Query>();
}
