using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Notifications.Webhooks;

namespace Modular.Notifications.Features.Webhooks;

/// <summary>Tells an address nothing more; what waits for it and its log go too.</summary>
internal static class RemoveWebhook
{
    [Requires(NotificationsPrivileges.ManageWebhooks)]
    public sealed record Command(Guid Id) : IRequest<Result<Done>>;

    public sealed class Handler(Db db, Caller caller, TimeProvider time) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var url = await db.One<string>(
                "SELECT url FROM notifications.webhooks WHERE id = @Id AND account_id = @AccountId", new { request.Id, caller.AccountId }, cancellationToken);
            var rows = await db.Change(
                "DELETE FROM notifications.webhooks WHERE id = @Id AND account_id = @AccountId", new { request.Id, caller.AccountId },
                new AuditEntry(caller.AccountId, "notifications.webhook_removed", WebhookView.Subject(request.Id), new { url }),
                time.GetUtcNow().UtcDateTime, cancellationToken);
            return rows == 1 ? Done.Instance : NotificationErrors.WebhookUnknown;
        }
    }

    public static void Map(IEndpointRouteBuilder webhooks) => webhooks
        .MapDelete("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();
}
