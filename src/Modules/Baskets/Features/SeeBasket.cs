using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Baskets.Features;

/// <summary>Shows a basket with its lines: one's own, or one that the company may see.</summary>
internal static class SeeBasket
{
    [SignedIn(ClientsToo = true)]
    public sealed record Query(Guid BasketId) : IRequest<Result<BasketView>>;

    public sealed class Handler(Db db, RememberedBaskets remembered, IAccountDirectory people, Caller caller) : IRequestHandler<Query, Result<BasketView>>
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
            if (await remembered.Find(caller.AccountId, request.BasketId, cancellationToken) is { } basket)
                return basket.IsSeenBy(caller.UserId) ? await Show(basket, cancellationToken) : BasketErrors.Unknown;

            var (heads, lines) = await db.Two<Row, SeenLine>(
                Head, Lines, new { request.BasketId, caller.AccountId, caller.UserId }, cancellationToken);
            if (heads is not [var head]) return BasketErrors.Unknown;
            var names = await people.Names(
                [.. lines.Select(l => l.ChangedBy).Append(head.OwnerId).Append(head.ChangedBy).Distinct()], cancellationToken);
            Person Who(Guid id) => new(id, names.GetValueOrDefault(id, ""));

            return new BasketView(
                head.Id, head.Name, head.Visibility, head.Status, head.Version, Who(head.OwnerId),
                head.OwnerId == caller.UserId, IsEditable(head.Status, head.OwnerId, head.Visibility), head.PurchaseOrderNumber, head.EndCustomer, head.Notes,
                head.OrderId, head.OrderNumber, head.CreatedAt, head.ChangedAt, Who(head.ChangedBy),
                lines.Count > 0 ? lines[0].Currency : null,
                lines.Sum(l => l.UnitPrice * l.Quantity).Trimmed(),
                [.. lines.Select(l => l.ToView(names))]);
        }

        private async Task<BasketView> Show(Basket basket, CancellationToken ct)
        {
            var (details, lines) = (basket.Details, basket.Lines);
            var ids = new HashSet<Guid> { basket.OwnerId, basket.ChangedBy };
            foreach (var line in lines) ids.Add(line.ChangedBy);
            var names = await people.Names(ids, ct);
            Person Who(Guid id) => new(id, names.GetValueOrDefault(id, ""));

            var (views, total, by) = (new LineView[lines.Length], 0m, Who(basket.ChangedBy));
            for (var i = 0; i < views.Length; i++)
            {
                var (l, offer, price) = (lines[i], lines[i].Offer, lines[i].UnitPrice);
                if (by.Id != l.ChangedBy) by = Who(l.ChangedBy);
                views[i] = new LineView(
                    l.Id, offer.Sku, offer.VendorPartNumber, offer.Vendor, offer.Description, l.Quantity, price.Trimmed(), offer.Currency, (price * l.Quantity).Trimmed(), l.Notes,
                    l.Version, l.ChangedAt, by);
                total += price * l.Quantity;
            }

            return new BasketView(
                basket.Id, details.Name, details.Visibility, basket.Status, basket.Version, Who(basket.OwnerId),
                basket.OwnerId == caller.UserId, IsEditable(basket.Status, basket.OwnerId, details.Visibility),
                details.PurchaseOrderNumber, details.EndCustomer, details.Notes, basket.OrderId, null, basket.CreatedAt, basket.ChangedAt, Who(basket.ChangedBy),
                lines.Length > 0 ? lines[0].Offer.Currency : null, total.Trimmed(), views);
        }

        private bool IsEditable(BasketStatus status, Guid ownerId, Visibility visibility) =>
            status == BasketStatus.Active
            && caller.Can(BasketsPrivileges.Edit)
            && (ownerId == caller.UserId || (visibility == Visibility.Shared && caller.Can(BasketsPrivileges.EditShared)));
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
