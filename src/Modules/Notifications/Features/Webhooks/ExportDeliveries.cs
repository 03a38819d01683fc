using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;
using Modular.Notifications.Webhooks;

namespace Modular.Notifications.Features.Webhooks;

/// <summary>Downloads a webhook's log as it is sorted, all of it, as CSV or XLSX.</summary>
internal static class ExportDeliveries
{
    [Requires(NotificationsPrivileges.ManageWebhooks)]
    public sealed record Query(Guid Id, string? Status, string? Sort, string? Format) : IRequest<Result<Rows<DeliveryView>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Status).DeliveryStatus();
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. DeliveryList.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Rows<DeliveryView>>>
    {
        public async Task<Result<Rows<DeliveryView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var args = new { request.Id, caller.AccountId, request.Status };
            if (!await db.One<bool>(DeliveryList.Exists, args, cancellationToken)) return NotificationErrors.WebhookUnknown;
            return new Rows<DeliveryView>(db.Stream<DeliveryView>(
                $"SELECT {DeliveryList.Columns} {DeliveryList.Sql(request.Status)} {DeliveryList.Sorts.OrderBy(request.Sort)}", args, cancellationToken));
        }
    }

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapDownload<Query>("/api/webhooks/{id:guid}/deliveries/export", "/webhooks/{id:guid}/download", Download);

    private static async Task<IResult> Download(Guid id, string? format, string? status, string? sort, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(new Query(id, status, string.IsNullOrEmpty(sort) ? null : sort, format), ct)).ToFile(
            texts["notifications.deliveries_file"], format,
            [
                new(texts["notifications.webhook.event"], d => d.Type),
                new(texts["notifications.message.status"], d => texts["notifications.delivery." + d.Status]),
                new(texts["notifications.message.attempts"], d => d.Attempts),
                new(texts["notifications.webhook.answer"], d => d.Answer),
                new(texts["notifications.message.last_error"], d => d.LastError),
                new(texts["notifications.message.written"], d => d.WrittenAt),
                new(texts["notifications.webhook.delivered_at"], d => d.DeliveredAt),
                new(texts["notifications.webhook.body"], d => d.Body),
            ]);
}
