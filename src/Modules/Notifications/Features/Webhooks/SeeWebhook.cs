using Modular.BuildingBlocks.Data;
using Modular.Notifications.Webhooks;

namespace Modular.Notifications.Features.Webhooks;

/// <summary>Shows one of the account's webhooks; never its secret.</summary>
internal static class SeeWebhook
{
    [Requires(NotificationsPrivileges.ManageWebhooks)]
    public sealed record Query(Guid Id) : IRequest<Result<WebhookView>>;

    public sealed class Handler(Db db, Caller caller, TimeProvider time) : IRequestHandler<Query, Result<WebhookView>>
    {
        public async Task<Result<WebhookView>> Handle(Query request, CancellationToken cancellationToken) => await db.One<WebhookView>(
            $"SELECT {WebhookView.Columns} FROM notifications.webhooks WHERE id = @Id AND account_id = @AccountId",
            new { request.Id, caller.AccountId, now = time.GetUtcNow().UtcDateTime }, cancellationToken) is { } found ? found : NotificationErrors.WebhookUnknown;
    }

    public static void Map(IEndpointRouteBuilder webhooks) => webhooks
        .MapGet("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Query(id), ct)).ToHttp())
        .Require<Query>();
}
