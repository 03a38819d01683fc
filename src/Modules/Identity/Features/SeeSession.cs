using Microsoft.AspNetCore.Http;

namespace Modular.Identity.Features;

/// <summary>Tells who is signed in, for which account, and what they may do there.</summary>
internal static class SeeSession
{
    [SignedIn(WhilePending = true, ClientsToo = true)]
    public sealed record Query(string Token) : IRequest<Result<SessionView>>;

    public sealed class Handler(SessionCache cache, Sessions sessions) : IRequestHandler<Query, Result<SessionView>>
    {
        public async Task<Result<SessionView>> Handle(Query request, CancellationToken cancellationToken) =>
            await cache.Find(request.Token, cancellationToken) is { } session
                ? await sessions.Describe(session, null, cancellationToken)
                : IdentityErrors.SessionEnded;
    }

    public static void Map(IEndpointRouteBuilder session) => session
        .MapGet("", async (HttpRequest request, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(SessionCallers.Bearer(request)!), ct)).ToHttp())
        .Require<Query>();
}
