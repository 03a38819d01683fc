using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Notifications.Webhooks;

namespace Modular.Notifications.Features.Webhooks;

/// <summary>Tells the account's events to an address from now on; the secret is answered this once.</summary>
internal static class AddWebhook
{
    private const int Most = 20;

    [Requires(NotificationsPrivileges.ManageWebhooks)]
    public sealed record Command(string? Url, IReadOnlyList<string>? Events) : IRequest<Result<Added>>;

    /// <param name="Secret">For checking signatures; it is not shown again.</param>
    public sealed record Added(Guid Id, string Url, IReadOnlyList<string> Events, string Secret);

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Url).NotEmpty().Line(500);
            RuleFor(c => c.Events).NotEmpty();
        }
    }

    public sealed class Handler(Db db, Sealer sealer, HookTargets targets, Caller caller, TimeProvider time) : IRequestHandler<Command, Result<Added>>
    {
        public async Task<Result<Added>> Handle(Command request, CancellationToken cancellationToken)
        {
            string[] events = [.. request.Events!.Distinct()];
            if (events.Except(WebhookEvents.All).Any()) return NotificationErrors.EventsUnknown;
            if (targets.Accept(request.Url!) is not { } url) return NotificationErrors.TargetRefused;
            var added = new Added(Guid.CreateVersion7(time.GetUtcNow()), url, events, Signature.NewSecret());
            var now = time.GetUtcNow().UtcDateTime;
            var rows = await db.Change(
                """
                INSERT INTO notifications.webhooks (id, account_id, url, events, secret, created_at, created_by)
                SELECT @Id, @AccountId, @Url, @events, @secret, @now, @UserId
                WHERE (SELECT count(*) FROM notifications.webhooks WHERE account_id = @AccountId) < @Most
                """,
                new { added.Id, caller.AccountId, added.Url, events, secret = sealer.Seal(added.Secret), now, caller.UserId, Most },
                new AuditEntry(caller.AccountId, "notifications.webhook_added", WebhookView.Subject(added.Id), null, new { added.Url, events }), now, cancellationToken);
            return rows == 1 ? added : NotificationErrors.WebhooksFull;
        }
    }

    public sealed record Body(string? Url, IReadOnlyList<string>? Events);

    public static void Map(IEndpointRouteBuilder webhooks) => webhooks
        .MapPost("", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.Url, body.Events), ct)).ToCreated(added => $"/api/webhooks/{added.Id}"))
        .Require<Command>();
}
