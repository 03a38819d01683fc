using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Baskets.Features;

/// <summary>Shows a basket with its lines: one's own, or one that the company may see.</summary>
internal static class SeeBasket
{
    [SignedIn(ClientsToo = true)]
    public sealed record Query(Guid BasketId) : IRequest<Result<BasketView>>;

    public sealed class Handler(Db db, IAccountDirectory people, Caller caller) : IRequestHandler<Query, Result<BasketView>>
    {
        private const string Head =
            """
            SELECT id, name, visibility, status, version, owner_id, purchase_order_number, end_customer, notes, order_id, order_number,
                   created_at, changed_at, changed_by
            FROM baskets.baskets
            WHERE id = @BasketId AND account_id = @AccountId AND status <> 'deleted' AND (owner_id = @UserId OR visibility <> 'private')
            """;

        private const string Lines =
            $"""
            SELECT {SeenLine.Columns}
            FROM baskets.lines l JOIN baskets.baskets b ON b.id = l.basket_id
            WHERE l.basket_id = @BasketId AND l.removed_at IS NULL AND b.account_id = @AccountId
            ORDER BY l.added_at, l.id
            """;

        public async Task<Result<BasketView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (heads, lines) = await db.Two<Row, SeenLine>(
                Head, Lines, new { request.BasketId, caller.AccountId, caller.UserId }, cancellationToken);
            if (heads is not [var head]) return BasketErrors.Unknown;
            var names = await people.Names(
                [.. lines.Select(l => l.ChangedBy).Append(head.OwnerId).Append(head.ChangedBy).Distinct()], cancellationToken);
            Person Who(Guid id) => new(id, names.GetValueOrDefault(id, ""));

            return new BasketView(
                head.Id, head.Name, head.Visibility, head.Status, head.Version, Who(head.OwnerId),
                head.OwnerId == caller.UserId, IsEditable(head), head.PurchaseOrderNumber, head.EndCustomer, head.Notes,
                head.OrderId, head.OrderNumber, head.CreatedAt, head.ChangedAt, Who(head.ChangedBy),
                lines.Count > 0 ? lines[0].Currency : null,
                lines.Sum(l => l.UnitPrice * l.Quantity),
                [.. lines.Select(l => l.ToView(names))]);
        }

        private bool IsEditable(Row head) =>
            head.Status == BasketStatus.Active
            && caller.Can(BasketsPrivileges.Edit)
            && (head.OwnerId == caller.UserId || (head.Visibility == Visibility.Shared && caller.Can(BasketsPrivileges.EditShared)));
    }

    private sealed class Row : BasketHead
    {
        public string? Notes { get; init; }
        public Guid? OrderId { get; init; }
    }

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapGet("{basketId:guid}", async (Guid basketId, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(basketId), ct)).ToHttp())
        .Require<Query>();
}
