using Modular.BuildingBlocks.Data;
using Modular.Identity.Clients;

namespace Modular.Identity.Features.Clients;

/// <summary>Lists the account's programs, by name unless sorted otherwise.</summary>
internal static class ListApiClients
{
    [Requires(IdentityPrivileges.ManageApiClients)]
    public sealed record Query(ApiClientFilter Filter, Paging Paging) : IRequest<Result<Listing<ApiClient>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new ApiClientFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. ApiClientFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Listing<ApiClient>>>
    {
        public async Task<Result<Listing<ApiClient>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging) = request;
            var (items, total) = await db.Counted<ApiClient>(
                $"SELECT {ApiClient.Columns} {filter.Sql} {ApiClientFilter.Sorts.OrderBy(paging.Sort)} LIMIT @size OFFSET @offset",
                $"SELECT count(*)::int {filter.Sql}",
                filter.Args(caller.AccountId, paging.Size, paging.Offset), cancellationToken);
            return new Listing<ApiClient>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder clients) => clients
        .MapGet("", async (string? q, string? scope, string? status, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(new ApiClientFilter(q, scope, status), Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
