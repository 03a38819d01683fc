using Modular.BuildingBlocks.Data;
using Modular.Notifications.Webhooks;

namespace Modular.Notifications.Features.Webhooks;

/// <summary>Lists what a webhook was told, the latest first, and how it answered.</summary>
internal static class ListDeliveries
{
    [Requires(NotificationsPrivileges.ManageWebhooks)]
    public sealed record Query(Guid Id, string? Status, Paging Paging) : IRequest<Result<Listing<DeliveryView>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Status).DeliveryStatus();
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. DeliveryList.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Listing<DeliveryView>>>
    {
        public async Task<Result<Listing<DeliveryView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var paging = request.Paging;
            var args = new { request.Id, caller.AccountId, request.Status, paging.Size, paging.Offset };
            if (!await db.One<bool>(DeliveryList.Exists, args, cancellationToken)) return NotificationErrors.WebhookUnknown;
            var which = DeliveryList.Sql(request.Status);
            var (items, total) = await db.Counted<DeliveryView>(
                $"SELECT {DeliveryList.Columns} {which} {DeliveryList.Sorts.OrderBy(paging.Sort)} LIMIT @Size OFFSET @Offset",
                $"SELECT count(*)::int {which}", args, cancellationToken);
            return new Listing<DeliveryView>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder webhooks) => webhooks
        .MapGet("{id:guid}/deliveries", async (Guid id, string? status, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(id, status, Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
