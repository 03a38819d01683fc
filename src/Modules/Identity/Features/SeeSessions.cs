using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Shows where the caller is signed in.</summary>
internal static class SeeSessions
{
    [SignedIn]
    public sealed record Query : IRequest<Result<View>>;

    /// <param name="Device">Browser and system; null where the program did not say.</param>
    /// <param name="IsThis">The one that asks.</param>
    public sealed record Item(Guid Id, DateTime CreatedAt, DateTime LastSeenAt, string? RemoteAddress, string? Device, bool IsThis);

    public sealed record View(IReadOnlyList<Item> Items);

    public sealed class Handler(Db db, LastSeen lastSeen, Caller caller, TimeProvider time) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            await lastSeen.Write(cancellationToken);
            var rows = await db.Many<Row>(
                """
                SELECT id, created_at, last_seen_at, remote_address, user_agent FROM identity.sessions
                WHERE user_id = @UserId AND expires_at > @now ORDER BY id <> @SessionId, last_seen_at DESC, id LIMIT 200
                """,
                new { caller.UserId, caller.SessionId, now = time.GetUtcNow().UtcDateTime }, cancellationToken);
            return new View([.. rows.Select(r =>
                new Item(r.Id, r.CreatedAt, r.LastSeenAt, r.RemoteAddress, Device.Of(r.UserAgent), r.Id == caller.SessionId))]);
        }
    }

    private sealed record Row(Guid Id, DateTime CreatedAt, DateTime LastSeenAt, string? RemoteAddress, string? UserAgent);

    public static void Map(IEndpointRouteBuilder me) => me
        .MapGet("sessions", async (ISender send, CancellationToken ct) => (await send.Send(new Query(), ct)).ToHttp())
        .Require<Query>();
}
