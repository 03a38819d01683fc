using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Notifications.Webhooks;

namespace Modular.Notifications.Features.Webhooks;

/// <summary>Tells a webhook an event once more, under the same webhook-id.</summary>
internal static class ReplayDelivery
{
    [Requires(NotificationsPrivileges.ManageWebhooks)]
    public sealed record Command(Guid WebhookId, Guid Id) : IRequest<Result<Done>>;

    public sealed class Handler(Db db, Caller caller, TimeProvider time) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var rows = await db.Change(
                """
                UPDATE notifications.webhook_deliveries SET status = 'waiting', attempts = 0, next_attempt_at = @now, last_error = NULL
                WHERE id = @Id AND webhook_id = @WebhookId AND account_id = @AccountId
                """,
                new { request.Id, request.WebhookId, caller.AccountId, now },
                new AuditEntry(caller.AccountId, "notifications.webhook_replayed", WebhookView.Subject(request.WebhookId), null, new { delivery = request.Id }),
                now, cancellationToken);
            return rows == 1 ? Done.Instance : NotificationErrors.WebhookUnknown;
        }
    }

    public static void Map(IEndpointRouteBuilder webhooks) => webhooks
        .MapPost("{id:guid}/deliveries/{deliveryId:guid}/replay", async (Guid id, Guid deliveryId, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(id, deliveryId), ct)).ToHttp())
        .Require<Command>();
}
