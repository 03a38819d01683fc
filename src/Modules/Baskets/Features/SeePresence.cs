namespace Modular.Baskets.Features;

/// <summary>Shows who else is at a basket now, and what others changed since the caller looked.</summary>
internal static class SeePresence
{
    [SignedIn]
    public sealed record Query(Guid BasketId) : IRequest<Result<Presence>>;

    public sealed class Handler(Visits visits, Caller caller) : IRequestHandler<Query, Result<Presence>>
    {
        public async Task<Result<Presence>> Handle(Query request, CancellationToken cancellationToken) =>
            await visits.See(caller, request.BasketId, cancellationToken) is { } presence ? presence : BasketErrors.Unknown;
    }

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapGet("{basketId:guid}/presence", async (Guid basketId, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(basketId), ct)).ToHttp())
        .Require<Query>();
}
