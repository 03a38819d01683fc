using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Shows the caller the last attempts to sign in with their own user name, so that a stranger's are noticed.</summary>
internal static class SeeMySignIns
{
    private const int Shown = 20;

    [SignedIn]
    public sealed record Query : IRequest<Result<View>>;

    /// <param name="Outcome">As administrators see it: <c>signed_in</c>, <c>wrong_password</c>, <c>locked</c>…</param>
    public sealed record Item(DateTime At, string Outcome, string? RemoteAddress);

    public sealed record View(IReadOnlyList<Item> Items);

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken) => new View(await db.Many<Item>(
            $"SELECT at, outcome, remote_address FROM identity.sign_in_attempts WHERE user_id = @UserId ORDER BY id DESC LIMIT {Shown}",
            new { caller.UserId }, cancellationToken));
    }

    public static void Map(IEndpointRouteBuilder me) => me
        .MapGet("sign-ins", async (ISender send, CancellationToken ct) => (await send.Send(new Query(), ct)).ToHttp())
        .Require<Query>();
}
