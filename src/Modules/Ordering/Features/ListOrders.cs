using Modular.BuildingBlocks.Data;

namespace Modular.Ordering.Features;

/// <summary>Lists the account's orders, newest first unless sorted otherwise.</summary>
internal static class ListOrders
{
    [Requires(OrderingPrivileges.View)]
    public sealed record Query(OrderFilter Filter, Paging Paging) : IRequest<Result<Listing<OrderItem>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new OrderFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. OrderFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Listing<OrderItem>>>
    {
        public async Task<Result<Listing<OrderItem>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging) = request;
            var (items, total) = await db.Counted<OrderItem>(
                $"SELECT {OrderFilter.Columns} {filter.Sql} {OrderFilter.Sorts.OrderBy(paging.Sort)} LIMIT @size OFFSET @offset",
                $"SELECT count(*)::int {filter.Sql}",
                filter.Args(caller.AccountId, paging.Size, paging.Offset), cancellationToken);
            return new Listing<OrderItem>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder orders) => orders
        .MapGet("", async (
            string? q, string? status, DateOnly? from, DateOnly? to, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(new OrderFilter(q, status, from, to), Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
