using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Notifications.Features;

/// <summary>Gives a dead e-mail all its attempts again.</summary>
internal static class ResendMessage
{
    [Requires(NotificationsPrivileges.Manage)]
    public sealed record Command(Guid Id) : IRequest<Result<Done>>;

    public sealed class Handler(Db db, Caller caller, TimeProvider time) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var found = await db.One<Found>(
                "SELECT account_id, status, last_error, valid_until FROM notifications.messages WHERE id = @Id", new { request.Id }, cancellationToken);
            if (found is null) return NotificationErrors.MessageUnknown;
            if (found.ValidUntil < now) return NotificationErrors.Expired;
            var revived = await db.Change(
                """
                UPDATE notifications.messages SET status = 'waiting', attempts = 0, next_attempt_at = @now, last_error = NULL
                WHERE id = @Id AND status = 'dead'
                """,
                new { request.Id, now },
                new AuditEntry(found.AccountId ?? caller.AccountId, "notifications.message_resent", $"message/{request.Id:N}", new { found.Status, found.LastError }, new { status = "waiting" }),
                now, cancellationToken);
            return revived == 1 ? Done.Instance : NotificationErrors.NotDead;
        }

        private sealed class Found
        {
            public Guid? AccountId { get; init; }
            public string Status { get; init; } = "";
            public string? LastError { get; init; }
            public DateTime? ValidUntil { get; init; }
        }
    }

    public static void Map(IEndpointRouteBuilder messages) => messages
        .MapPost("{id:guid}/resend", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();
}
