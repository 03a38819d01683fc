using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Notifications.Webhooks;

namespace Modular.Notifications.Features.Webhooks;

/// <summary>Tells another address, or of other events, from now on; what waits goes to the new address, too.</summary>
internal static class ChangeWebhook
{
    /// <param name="Seen">The version that the caller has seen.</param>
    [Requires(NotificationsPrivileges.ManageWebhooks)]
    public sealed record Command(Guid Id, string? Url, IReadOnlyList<string>? Events, long? Seen) : IRequest<Result<WebhookView>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Url).NotEmpty().Line(500);
            RuleFor(c => c.Events).NotEmpty();
        }
    }

    public sealed class Handler(Db db, HookTargets targets, Caller caller, TimeProvider time) : IRequestHandler<Command, Result<WebhookView>>
    {
        public Task<Result<WebhookView>> Handle(Command request, CancellationToken cancellationToken) => db.Transaction<Result<WebhookView>>(
            async (connection, transaction) =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                var before = await connection.QueryFirstOrDefaultAsync<WebhookView>(new CommandDefinition(
                    $"SELECT {WebhookView.Columns} FROM notifications.webhooks WHERE id = @Id AND account_id = @AccountId FOR UPDATE",
                    new { request.Id, caller.AccountId, now }, transaction, cancellationToken: cancellationToken));
                if (before is null) return NotificationErrors.WebhookUnknown;
                string[] events = [.. request.Events!.Distinct()];
                if (events.Except(WebhookEvents.All).Any()) return NotificationErrors.EventsUnknown;
                if (targets.Accept(request.Url!) is not { } url) return NotificationErrors.TargetRefused;
                if (request.Seen is { } seen && seen != before.Version) return Result<WebhookView>.Refused(NotificationErrors.WebhookChanged, before);
                var after = before with { Url = url, Events = events, Version = before.Version + 1 };
                await connection.ExecuteAsync(new CommandDefinition(
                    "UPDATE notifications.webhooks SET url = @Url, events = @Events, version = @Version WHERE id = @Id AND account_id = @AccountId",
                    new { after.Url, after.Events, after.Version, after.Id, caller.AccountId }, transaction, cancellationToken: cancellationToken));
                await transaction.Audit(
                    new AuditEntry(
                        caller.AccountId, "notifications.webhook_changed", WebhookView.Subject(after.Id),
                        new { before.Url, before.Events }, new { after.Url, after.Events }),
                    now, cancellationToken);
                return after;
            },
            cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder webhooks) => webhooks
        .MapPut("{id:guid}", async (Guid id, AddWebhook.Body body, IfMatch seen, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(id, body.Url, body.Events, seen.Version), ct)).ToHttp())
        .Require<Command>();
}
