using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Shows an administrator how a member's attempts to sign in ended, and why they were refused.</summary>
internal static class SeeSignIns
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Query(Guid UserId, Paging Paging) : IRequest<Result<View>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() => RuleFor(q => q.Paging).SetValidator(new PagingRules(["at"])).OverridePropertyName("");
    }

    /// <param name="Outcome"><c>signed_in</c>, <c>temporary</c>, <c>wrong_password</c>, <c>expired</c> or <c>locked</c>.</param>
    public sealed record Item(DateTime At, string Outcome, string? RemoteAddress);

    /// <param name="IsMember">Of the account; the distributor's staff sees others too.</param>
    /// <param name="LockedUntil">Null: not locked.</param>
    public sealed record View(
        Guid UserId, string UserName, string DisplayName, bool IsMember, DateTime? LockedUntil, IReadOnlyList<Item> Items, int Page, int Size, long Total);

    public sealed class Handler(Db db, Reach reach, SignInFailures failures) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var reached = await reach.Find(request.UserId, cancellationToken);
            if (reached.Value is not { } user) return reached.Error!;
            var paging = request.Paging;
            var (items, total) = await db.Counted<Item>(
                $"""
                SELECT at, outcome, remote_address FROM identity.sign_in_attempts WHERE user_id = @Id
                ORDER BY id {(paging.Sort == "at" ? "ASC" : "DESC")} LIMIT @Size OFFSET @Offset
                """,
                "SELECT count(*)::int FROM identity.sign_in_attempts WHERE user_id = @Id",
                new { user.Id, paging.Size, paging.Offset }, cancellationToken);
            var locked = await failures.LockedUntil(user.UserName, cancellationToken);
            return new View(user.Id, user.UserName, user.DisplayName, user.IsMember, locked, items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder app) => app
        .MapGet("/api/collaborators/{userId:guid}/sign-ins", async (
            Guid userId, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(userId, Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
