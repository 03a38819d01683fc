using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Lists every account for the distributor's staff, by name unless sorted otherwise.</summary>
internal static class ListAccounts
{
    [Requires(IdentityPrivileges.ViewAccounts)]
    public sealed record Query(AccountFilter Filter, Paging Paging) : IRequest<Result<Listing<ListedAccount>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new AccountFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. AccountFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Listing<ListedAccount>>>
    {
        public async Task<Result<Listing<ListedAccount>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging) = request;
            var (items, total) = await db.Counted<ListedAccount>(
                $"SELECT {ListedAccount.Columns} {filter.Sql} {AccountFilter.Sorts.OrderBy(paging.Sort)} LIMIT @size OFFSET @offset",
                $"SELECT count(*)::int {filter.Sql}",
                filter.Args(paging.Size, paging.Offset), cancellationToken);
            return new Listing<ListedAccount>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder accounts) => accounts
        .MapGet("", async (
            string? q, string? kind, string? country, string? status, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(AccountFilter.Of(q, kind, country, status), Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
