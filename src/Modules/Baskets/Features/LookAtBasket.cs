using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Modular.Baskets.Features;

/// <summary>Notes that the caller is at a basket and which version they have seen; answers how it was before.</summary>
internal static class LookAtBasket
{
    /// <param name="Version">Null: nothing new was seen, the caller is only still there.</param>
    /// <param name="Since">Changes are told from this version on; null: from the one that was seen last.</param>
    [SignedIn]
    public sealed record Command(Guid BasketId, long? Version, long? Since = null) : IRequest<Result<Presence>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Version).GreaterThanOrEqualTo(1);
    }

    public sealed class Handler(Visits visits, Caller caller) : IRequestHandler<Command, Result<Presence>>
    {
        public async Task<Result<Presence>> Handle(Command request, CancellationToken cancellationToken) =>
            await visits.Look(caller, request.BasketId, request.Version, request.Since, cancellationToken) is { } presence
                ? presence
                : BasketErrors.Unknown;
    }

    public sealed record Body(long? Version);

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPut("{basketId:guid}/presence", async (Guid basketId, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(basketId, body.Version), ct)).ToHttp())
        .Require<Command>();

    /// <summary>The part of the page that asks again while it is looked at; 204 where it shows all that there is.</summary>
    public static void MapPart(IEndpointRouteBuilder app) => app
        .MapGet("/baskets/{basketId:guid}/presence", IResult (Guid basketId, long version, string? known) =>
            new RazorComponentResult<PresencePart>(new { BasketId = basketId, Version = version, Known = known ?? "" }))
        .Require<Command>();
}
