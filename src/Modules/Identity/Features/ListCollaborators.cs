using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Lists the people of the account and what they may do, by name unless sorted otherwise.</summary>
internal static class ListCollaborators
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Query(CollaboratorFilter Filter, Paging Paging) : IRequest<Result<Listing<Collaborator>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new CollaboratorFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. CollaboratorFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller, GrantablePrivileges privileges, Texts texts) : IRequestHandler<Query, Result<Listing<Collaborator>>>
    {
        public async Task<Result<Listing<Collaborator>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging) = request;
            if (privileges.RefuseAccess(filter.Access, caller.IsStaff) is { } refusal) return refusal;
            var (items, total) = await db.Counted<Collaborator>(
                $"SELECT {Collaborator.Columns} {filter.Sql} {CollaboratorFilter.Sorts.OrderBy(paging.Sort)} LIMIT @size OFFSET @offset",
                $"SELECT count(*)::int {filter.Sql}",
                filter.Args(caller.AccountId, paging.Size, paging.Offset), cancellationToken);
            return new Listing<Collaborator>([.. items.Select(c => c.In(privileges, texts))], paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder collaborators) => collaborators
        .MapGet("", async (string? q, string? access, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(new CollaboratorFilter(q, access), Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
