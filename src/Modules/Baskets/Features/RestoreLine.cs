namespace Modular.Baskets.Features;

/// <summary>Puts a removed line back, within half an hour.</summary>
internal static class RestoreLine
{
    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(Guid BasketId, Guid LineId) : IRequest<Result<LineChanged>>;

    public sealed class Handler(IGrainFactory grains, Caller caller) : IRequestHandler<Command, Result<LineChanged>>
    {
        public async Task<Result<LineChanged>> Handle(Command request, CancellationToken cancellationToken)
        {
            var restored = await grains.Basket(caller.AccountId, request.BasketId).RestoreLine(caller.AsEditor(), request.LineId);
            return restored.Map(state => LineChanged.Of(state)!);
        }
    }

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPost("{basketId:guid}/lines/{lineId:guid}/restoration", async (
            Guid basketId, Guid lineId, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(basketId, lineId), ct)).ToHttp())
        .Require<Command>();
}
