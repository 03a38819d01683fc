using Modular.BuildingBlocks.Data;
using Modular.Notifications.Webhooks;

namespace Modular.Notifications.Features.Webhooks;

/// <summary>Lists the account's webhooks, the oldest first; never their secrets.</summary>
internal static class ListWebhooks
{
    [Requires(NotificationsPrivileges.ManageWebhooks)]
    public sealed record Query(Paging Paging) : IRequest<Result<Listing<WebhookView>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() => RuleFor(q => q.Paging).SetValidator(new PagingRules([])).OverridePropertyName("");
    }

    public sealed class Handler(Db db, Caller caller, TimeProvider time) : IRequestHandler<Query, Result<Listing<WebhookView>>>
    {
        public async Task<Result<Listing<WebhookView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var paging = request.Paging;
            var (items, total) = await db.Counted<WebhookView>(
                $"SELECT {WebhookView.Columns} FROM notifications.webhooks WHERE account_id = @AccountId ORDER BY created_at, id LIMIT @Size OFFSET @Offset",
                "SELECT count(*)::int FROM notifications.webhooks WHERE account_id = @AccountId",
                new { caller.AccountId, paging.Size, paging.Offset, now = time.GetUtcNow().UtcDateTime }, cancellationToken);
            return new Listing<WebhookView>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder webhooks) => webhooks
        .MapGet("", async (int? page, int? size, ISender send, CancellationToken ct) => (await send.Send(new Query(Paging.Of(page, size, null)), ct)).ToHttp())
        .Require<Query>();
}
