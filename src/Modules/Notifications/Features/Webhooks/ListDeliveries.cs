using Modular.BuildingBlocks.Data;
using Modular.Notifications.Webhooks;

namespace Modular.Notifications.Features.Webhooks;

/// <summary>Lists what a webhook was told, the latest first, and how it answered.</summary>
internal static class ListDeliveries
{
    [Requires(NotificationsPrivileges.ManageWebhooks)]
    public sealed record Query(Guid Id, Paging Paging) : IRequest<Result<Listing<DeliveryView>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() => RuleFor(q => q.Paging).SetValidator(new PagingRules([])).OverridePropertyName("");
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Listing<DeliveryView>>>
    {
        private const string Which = "FROM notifications.webhook_deliveries WHERE webhook_id = @Id AND account_id = @AccountId";

        public async Task<Result<Listing<DeliveryView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var paging = request.Paging;
            var args = new { request.Id, caller.AccountId, paging.Size, paging.Offset };
            if (!await db.One<bool>("SELECT EXISTS (SELECT FROM notifications.webhooks WHERE id = @Id AND account_id = @AccountId)", args, cancellationToken))
                return NotificationErrors.WebhookUnknown;
            var (items, total) = await db.Counted<DeliveryView>(
                $"""
                SELECT id, type, body, status, attempts, answer, last_error, written_at, delivered_at {Which}
                ORDER BY written_at DESC, id DESC LIMIT @Size OFFSET @Offset
                """,
                $"SELECT count(*)::int {Which}", args, cancellationToken);
            return new Listing<DeliveryView>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder webhooks) => webhooks
        .MapGet("{id:guid}/deliveries", async (Guid id, int? page, int? size, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(id, Paging.Of(page, size, null)), ct)).ToHttp())
        .Require<Query>();
}
