using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Lists the account's invitations that wait for an answer, the newest first.</summary>
internal static class ListInvitations
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Query(Paging Paging) : IRequest<Result<Listing<Invitation>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() => RuleFor(q => q.Paging).SetValidator(new PagingRules([.. InvitationList.Sorts.Columns.Keys])).OverridePropertyName("");
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Listing<Invitation>>>
    {
        public async Task<Result<Listing<Invitation>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (items, total) = await db.Counted<Invitation>(
                $"SELECT {InvitationList.Columns} {InvitationList.Sql} {InvitationList.Sorts.OrderBy(request.Paging.Sort)} LIMIT @Size OFFSET @Offset",
                $"SELECT count(*)::int {InvitationList.Sql}",
                new { caller.AccountId, request.Paging.Size, request.Paging.Offset }, cancellationToken);
            return new Listing<Invitation>(items, request.Paging.Page, request.Paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder invitations) => invitations
        .MapGet("", async (int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
