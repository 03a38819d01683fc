using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Notifications.Webhooks;

namespace Modular.Notifications.Features.Webhooks;

/// <summary>Sends a webhook an event of no meaning, to see whether it arrives.</summary>
internal static class TestWebhook
{
    [Requires(NotificationsPrivileges.ManageWebhooks)]
    public sealed record Command(Guid Id) : IRequest<Result<Done>>;

    public sealed class Handler(Db db, Caller caller, TimeProvider time) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var rows = await db.Change(
                OrderHooks.Put,
                new
                {
                    type = WebhookEvents.Test, only = request.Id, now, events = new[] { Guid.CreateVersion7(time.GetUtcNow()) }, accounts = new[] { caller.AccountId },
                    bodies = new[] { OrderHooks.Body(WebhookEvents.Test, now, new { account = caller.AccountName }) },
                },
                new AuditEntry(caller.AccountId, "notifications.webhook_tested", WebhookView.Subject(request.Id)), now, cancellationToken);
            return rows == 1 ? Done.Instance : NotificationErrors.WebhookUnknown;
        }
    }

    public static void Map(IEndpointRouteBuilder webhooks) => webhooks
        .MapPost("{id:guid}/test", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();
}
