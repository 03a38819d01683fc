using Microsoft.Extensions.Configuration;
using Modular.BuildingBlocks.Data;
using Modular.Notifications.Sending;

namespace Modular.Notifications.Features;

/// <summary>Lists the e-mails that became files because there is no SMTP server; for staff, and for everybody in the demo.</summary>
internal static class ListMail
{
    [AllowAnyone]
    public sealed record Query(Paging Paging) : IRequest<Result<Listing<MessageView>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() => RuleFor(q => q.Paging).SetValidator(new PagingRules([])).OverridePropertyName("");
    }

    public sealed class Handler(MailFolder folder, Db db, Caller caller, IConfiguration configuration) : IRequestHandler<Query, Result<Listing<MessageView>>>
    {
        public async Task<Result<Listing<MessageView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!MayRead(folder, caller, configuration)) return NotificationErrors.MessageUnknown;
            var ids = folder.Ids;
            var (page, size) = (request.Paging.Page, request.Paging.Size);
            var rows = await db.Many<MessageView>(
                """
                SELECT id, kind, email, name, language, subject, status, attempts, last_error, written_at, sent_at, NULL::timestamptz AS next_attempt_at
                FROM notifications.messages WHERE id = ANY(@ids) ORDER BY sent_at DESC NULLS LAST, id DESC
                """,
                new { ids = ids.Skip((int)request.Paging.Offset).Take(size).ToArray() }, cancellationToken);
            return new Listing<MessageView>(rows, page, size, ids.Count);
        }
    }

    /// <summary>They hold passwords and invitations of everybody; the demo's are known anyway.</summary>
    public static bool MayRead(MailFolder folder, Caller caller, IConfiguration configuration) =>
        folder.IsUsed && (caller.Can(NotificationsPrivileges.Manage) || configuration.GetValue("Demo:Enabled", false));
}
