using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Lists companies that applied to become resellers, those that wait longest first.</summary>
internal static class ListApplications
{
    [Requires(IdentityPrivileges.ReviewApplications)]
    public sealed record Query(ApplicationFilter Filter, Paging Paging) : IRequest<Result<Listing<ResellerApplication>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new ApplicationFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. ApplicationFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Listing<ResellerApplication>>>
    {
        public async Task<Result<Listing<ResellerApplication>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging) = request;
            var (items, total) = await db.Counted<ResellerApplication>(
                $"SELECT {ResellerApplication.Columns} {filter.Sql} {ApplicationFilter.Sorts.OrderBy(paging.Sort)} LIMIT @size OFFSET @offset",
                $"SELECT count(*)::int {filter.Sql}",
                filter.Args(paging.Size, paging.Offset), cancellationToken);
            return new Listing<ResellerApplication>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder applications) => applications
        .MapGet("", async (string? q, string? status, string? country, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(new ApplicationFilter(q, status, country), Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
