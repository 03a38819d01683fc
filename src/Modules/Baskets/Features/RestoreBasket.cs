namespace Modular.Baskets.Features;

/// <summary>Takes the deletion of a basket back, within half an hour and within the limit of active baskets.</summary>
internal static class RestoreBasket
{
    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(Guid BasketId) : IRequest<Result<BasketChanged>>;

    public sealed class Handler(IGrainFactory grains, Caller caller) : IRequestHandler<Command, Result<BasketChanged>>
    {
        public async Task<Result<BasketChanged>> Handle(Command request, CancellationToken cancellationToken) =>
            (await grains.Basket(caller.AccountId, request.BasketId).Restore(caller.AsEditor())).Map(BasketChanged.Of);
    }

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPost("{basketId:guid}/restoration", async (Guid basketId, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(basketId), ct)).ToHttp())
        .Require<Command>();
}
