using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Notifications.Webhooks;

namespace Modular.Notifications.Features.Webhooks;

/// <summary>Signs with a new secret, answered this once; the one before signs beside it for a day, so that no request fails meanwhile.</summary>
internal static class RenewWebhookSecret
{
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    [Requires(NotificationsPrivileges.ManageWebhooks)]
    public sealed record Command(Guid Id) : IRequest<Result<View>>;

    /// <param name="Secret">For checking signatures; it is not shown again.</param>
    /// <param name="OldSecretUntil">Until when the secret before this one signs, too.</param>
    public sealed record View(Guid Id, string Secret, DateTime OldSecretUntil);

    public sealed class Handler(Db db, Sealer sealer, Caller caller, TimeProvider time) : IRequestHandler<Command, Result<View>>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var renewed = new View(request.Id, Signature.NewSecret(), now + Overlap);
            var rows = await db.Change(
                """
                UPDATE notifications.webhooks SET old_secret = secret, old_secret_until = @OldSecretUntil, secret = @secret, version = version + 1
                WHERE id = @Id AND account_id = @AccountId
                """,
                new { renewed.Id, caller.AccountId, renewed.OldSecretUntil, secret = sealer.Seal(renewed.Secret) },
                new AuditEntry(
                    caller.AccountId, "notifications.webhook_secret_renewed", WebhookView.Subject(request.Id), null, new { renewed.OldSecretUntil }),
                now, cancellationToken);
            return rows == 1 ? renewed : NotificationErrors.WebhookUnknown;
        }
    }

    public static void Map(IEndpointRouteBuilder webhooks) => webhooks
        .MapPost("{id:guid}/secret", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();
}
