using Microsoft.AspNetCore.Http;

namespace Modular.Baskets.Features;

/// <summary>Deletes a basket; it can be taken back for half an hour (<see cref="RestoreBasket"/>).</summary>
internal static class DeleteBasket
{
    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(Guid BasketId, long? Seen) : IRequest<Result<BasketChanged>>;

    public sealed class Handler(IGrainFactory grains, Caller caller) : IRequestHandler<Command, Result<BasketChanged>>
    {
        public async Task<Result<BasketChanged>> Handle(Command request, CancellationToken cancellationToken) =>
            (await grains.Basket(caller.AccountId, request.BasketId).Delete(caller.AsEditor(), request.Seen)).Map(BasketChanged.Of);
    }

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapDelete("{basketId:guid}", async (Guid basketId, IfMatch seen, ISender send, CancellationToken ct) =>
        {
            var deleted = await send.Send(new Command(basketId, seen.Version), ct);
            return deleted.IsSuccess ? (IResult)TypedResults.NoContent() : deleted.ToHttp();
        })
        .Produces(StatusCodes.Status204NoContent)
        .Require<Command>();
}
