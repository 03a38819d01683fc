using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Shows what the portal knows of the caller.</summary>
internal static class SeeProfile
{
    [SignedIn]
    public sealed record Query : IRequest<Result<View>>;

    /// <param name="Language"><c>es</c>, <c>pt-BR</c> or <c>en</c>: e-mails are written in it.</param>
    public sealed record View(Guid Id, string UserName, string DisplayName, string Email, string Language, DateTime CreatedAt);

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken) =>
            (await db.One<View>(
                "SELECT id, user_name, display_name, email, language, created_at FROM identity.users WHERE id = @UserId",
                new { caller.UserId }, cancellationToken))!;
    }

    public static void Map(IEndpointRouteBuilder me) => me
        .MapGet("", async (ISender send, CancellationToken ct) => (await send.Send(new Query(), ct)).ToHttp())
        .Require<Query>();
}
