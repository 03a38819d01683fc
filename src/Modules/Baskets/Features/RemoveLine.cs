using Microsoft.AspNetCore.Http;

namespace Modular.Baskets.Features;

/// <summary>Takes a line out; it can be put back for half an hour (<see cref="RestoreLine"/>).</summary>
internal static class RemoveLine
{
    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(Guid BasketId, Guid LineId, long? Seen) : IRequest<Result<LineRemoved>>;

    public sealed class Handler(IGrainFactory grains, Caller caller) : IRequestHandler<Command, Result<LineRemoved>>
    {
        public async Task<Result<LineRemoved>> Handle(Command request, CancellationToken cancellationToken)
        {
            var removed = await grains.Basket(caller.AccountId, request.BasketId)
                .RemoveLine(caller.AsEditor(), request.LineId, request.Seen);
            return removed.Map(state => new LineRemoved(LineChanged.Of(state)));
        }
    }

    /// <param name="Current">The line as it is now, where it was not removed because it had changed.</param>
    internal sealed record LineRemoved(LineChanged? Current);

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapDelete("{basketId:guid}/lines/{lineId:guid}", async (
            Guid basketId, Guid lineId, IfMatch seen, ISender send, CancellationToken ct) =>
        {
            var removed = await send.Send(new Command(basketId, lineId, seen.Version), ct);
            return removed.Error is { } error ? new Problem(error, removed.Value?.Current) : (IResult)TypedResults.NoContent();
        })
        .Produces(StatusCodes.Status204NoContent)
        .Require<Command>();
}
