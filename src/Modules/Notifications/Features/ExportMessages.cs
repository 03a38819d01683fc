using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications.Features;

/// <summary>Downloads the staff's list of e-mails as it is filtered and sorted, all of it, as CSV or XLSX; never their contents.</summary>
internal static class ExportMessages
{
    [Requires(NotificationsPrivileges.Manage)]
    public sealed record Query(MessageFilter Filter, string? Sort, string? Format) : IRequest<Result<Rows<MessageView>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Filter).SetValidator(new MessageFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. MessageList.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Rows<MessageView>>>
    {
        public Task<Result<Rows<MessageView>>> Handle(Query request, CancellationToken cancellationToken) =>
            Task.FromResult<Result<Rows<MessageView>>>(new Rows<MessageView>(db.Stream<MessageView>(
                $"SELECT {MessageFilter.Columns} {request.Filter.Sql} {MessageList.Sorts.OrderBy(request.Sort)}", request.Filter.Args(), cancellationToken)));
    }

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapDownload<Query>("/api/notifications/messages/export", "/notifications/messages/download", Download);

    private static async Task<IResult> Download(string? format, string? q, string? status, string? sort, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(new Query(new MessageFilter(status, q), string.IsNullOrEmpty(sort) ? null : sort, format), ct)).ToFile(
            texts["notifications.messages_file"], format,
            [
                new(texts["notifications.message.subject"], m => m.Subject),
                new(texts["notifications.message.email"], m => m.Email),
                new(texts["notifications.message.name"], m => m.Name),
                new(texts["notifications.message.language"], m => m.Language),
                new(texts["notifications.message.kind"], m => texts["notifications.kind." + m.Kind]),
                new(texts["notifications.message.status"], m => texts["notifications.status." + m.Status]),
                new(texts["notifications.message.attempts"], m => m.Attempts),
                new(texts["notifications.message.last_error"], m => m.LastError),
                new(texts["notifications.message.written"], m => m.WrittenAt),
                new(texts["notifications.message.sent"], m => m.SentAt),
            ]);
}
