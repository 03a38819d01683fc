using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Lists the account's address book, by name unless sorted otherwise.</summary>
internal static class ListAddresses
{
    [Requires(IdentityPrivileges.PlaceOrders, Or = IdentityPrivileges.ManageAddresses)]
    public sealed record Query(AddressFilter Filter, Paging Paging) : IRequest<Result<Listing<BookAddress>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new AddressFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. AddressFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Listing<BookAddress>>>
    {
        public async Task<Result<Listing<BookAddress>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging) = request;
            var (items, total) = await db.Counted<BookAddress>(
                $"SELECT {BookAddress.Columns} {filter.Sql} {AddressFilter.Sorts.OrderBy(paging.Sort)} LIMIT @size OFFSET @offset",
                $"SELECT count(*)::int {filter.Sql}",
                filter.Args(caller.AccountId, paging.Size, paging.Offset), cancellationToken);
            return new Listing<BookAddress>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder addresses) => addresses
        .MapGet("", async (string? q, string? kind, string? country, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(new AddressFilter(q, kind, country), Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
