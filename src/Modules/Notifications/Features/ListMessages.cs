using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications.Features;

/// <summary>Lists the e-mails of all accounts for the distributor's staff: those that wait, went out or died.</summary>
internal static class ListMessages
{
    [Requires(NotificationsPrivileges.Manage)]
    public sealed record Query(string? Status, string? Q, Paging Paging) : IRequest<Result<Listing<MessageView>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Q).Line(100).OverridePropertyName("q");
            RuleFor(q => q.Status).Must(s => s is null || MessageList.Statuses.Contains(s))
                .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", MessageList.Statuses)]).OverridePropertyName("status");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. MessageList.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Listing<MessageView>>>
    {
        public async Task<Result<Listing<MessageView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var paging = request.Paging;
            var which = "FROM notifications.messages WHERE true"
                + (request.Status is null ? "" : " AND status = @Status")
                + (string.IsNullOrWhiteSpace(request.Q) ? "" : " AND (email ILIKE @q OR subject ILIKE @q OR name ILIKE @q)");
            var (items, total) = await db.Counted<MessageView>(
                $"""
                SELECT id, kind, email, name, language, subject, status, attempts, last_error, written_at, sent_at,
                       CASE WHEN status IN ('waiting', 'daily') THEN next_attempt_at END AS next_attempt_at
                {which} {MessageList.Sorts.OrderBy(paging.Sort)} LIMIT @Size OFFSET @Offset
                """,
                $"SELECT count(*)::int {which}",
                new { request.Status, q = Like.Containing(request.Q), paging.Size, paging.Offset }, cancellationToken);
            return new Listing<MessageView>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder messages) => messages
        .MapGet("", async (string? status, string? q, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(status, q, Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
