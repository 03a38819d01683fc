using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Baskets.Features;

/// <summary>Shows one line of a basket, with the version that a change of it names.</summary>
internal static class SeeLine
{
    [SignedIn(ClientsToo = true)]
    public sealed record Query(Guid BasketId, Guid LineId) : IRequest<Result<LineView>>;

    public sealed class Handler(Db db, IAccountDirectory people, Caller caller) : IRequestHandler<Query, Result<LineView>>
    {
        public async Task<Result<LineView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var line = await db.One<SeenLine>(
                $"""
                SELECT {SeenLine.Columns}
                FROM baskets.lines l JOIN baskets.baskets b ON b.id = l.basket_id
                WHERE l.basket_id = @BasketId AND l.id = @LineId AND l.removed_at IS NULL
                  AND b.account_id = @AccountId AND b.status <> 'deleted' AND (b.owner_id = @UserId OR b.visibility <> 'private')
                """,
                new { request.BasketId, request.LineId, caller.AccountId, caller.UserId }, cancellationToken);
            return line is null ? BasketErrors.LineUnknown : line.ToView(await people.Names([line.ChangedBy], cancellationToken));
        }
    }

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapGet("{basketId:guid}/lines/{lineId:guid}", async (Guid basketId, Guid lineId, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(basketId, lineId), ct)).ToHttp())
        .Require<Query>();
}
