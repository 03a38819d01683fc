using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Lists who asked for which tool of the account, the latest first unless sorted otherwise.</summary>
internal static class ListAccessRequests
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Query(AccessRequestFilter Filter, Paging Paging) : IRequest<Result<Listing<AccessRequest>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new AccessRequestFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. AccessRequestFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Listing<AccessRequest>>>
    {
        public async Task<Result<Listing<AccessRequest>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging) = request;
            var (items, total) = await db.Counted<AccessRequest>(
                $"SELECT {AccessRequest.Columns} {filter.Sql} {AccessRequestFilter.Sorts.OrderBy(paging.Sort)} LIMIT @size OFFSET @offset",
                $"SELECT count(*)::int {filter.Sql}",
                filter.Args(caller.AccountId, paging.Size, paging.Offset), cancellationToken);
            return new Listing<AccessRequest>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder requests) => requests
        .MapGet("", async (string? q, string? tool, string? status, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(AccessRequestFilter.Of(q, tool, status), Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
