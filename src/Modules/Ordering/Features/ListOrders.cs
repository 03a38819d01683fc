using Modular.BuildingBlocks.Data;

namespace Modular.Ordering.Features;

/// <summary>Lists the orders of the account, or of several accounts of the caller, newest first unless sorted otherwise.</summary>
internal static class ListOrders
{
    /// <param name="Account">"Revenda": <c>consolidated</c>, or one of the caller's accounts; null: the present one.</param>
    [Requires(OrderingPrivileges.View)]
    public sealed record Query(OrderFilter Filter, Paging Paging, string? Account = null) : IRequest<Result<Listing<OrderItem>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new OrderFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. OrderFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, IResellers resellers, Caller caller) : IRequestHandler<Query, Result<Listing<OrderItem>>>
    {
        public async Task<Result<Listing<OrderItem>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging, account) = request;
            var chosen = await resellers.Choose(caller, account, OrderingPrivileges.View, null, cancellationToken);
            if (chosen.Error is { } refusal) return refusal;
            var (items, total) = await db.Counted<OrderItem>(
                $"SELECT {OrderFilter.Columns} {filter.Page(OrderFilter.Sorts.OrderBy(paging.Sort))}",
                $"SELECT count(*)::int {filter.All}",
                filter.Args(chosen.Value!.Ids, paging.Size, paging.Offset), cancellationToken);
            if (!Revenda.IsPresent(account, caller))
                foreach (var item in items) item.AccountName = chosen.Value!.NameOf(item.AccountId);
            return new Listing<OrderItem>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder orders) => orders
        .MapGet("", async (
            string? q, string? status, DateOnly? from, DateOnly? to, string? account, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(new OrderFilter(q, status, from, to), Paging.Of(page, size, sort), account), ct)).ToHttp())
        .Require<Query>();
}
