using Modular.BuildingBlocks.Data;
using Modular.Identity.SingleSignOn;

namespace Modular.Identity.Features.SingleSignOn;

/// <summary>Lists the accounts that asked for single sign-on, the latest first unless sorted otherwise.</summary>
internal static class ListSingleSignOns
{
    [Requires(IdentityPrivileges.DecideSingleSignOn)]
    public sealed record Query(SignOnFilter Filter, Paging Paging) : IRequest<Result<Listing<SignOnSettings>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new SignOnFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. SignOnFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Listing<SignOnSettings>>>
    {
        public async Task<Result<Listing<SignOnSettings>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging) = request;
            var (items, total) = await db.Counted<SignOnSettings>(
                $"SELECT {SignOnSettings.Columns} {filter.Sql} {SignOnFilter.Sorts.OrderBy(paging.Sort)} LIMIT @size OFFSET @offset",
                $"SELECT count(*)::int {filter.Sql}",
                filter.Args(paging.Size, paging.Offset), cancellationToken);
            return new Listing<SignOnSettings>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder requests) => requests
        .MapGet("", async (string? q, string? status, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(new SignOnFilter(q, status), Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
