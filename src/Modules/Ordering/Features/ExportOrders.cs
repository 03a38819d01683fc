using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;

namespace Modular.Ordering.Features;

/// <summary>Downloads the list of orders as it is filtered and sorted, all of it, as CSV or XLSX.</summary>
internal static class ExportOrders
{
    [Requires(OrderingPrivileges.View)]
    public sealed record Query(OrderFilter Filter, string? Sort, string? Format, string? Account = null) : IRequest<Result<Rows<OrderItem>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Filter).SetValidator(new OrderFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. OrderFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, IResellers resellers, Caller caller) : IRequestHandler<Query, Result<Rows<OrderItem>>>
    {
        public async Task<Result<Rows<OrderItem>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var chosen = await resellers.Choose(caller, request.Account, OrderingPrivileges.View, null, cancellationToken);
            if (chosen.Error is { } refusal) return refusal;
            var rows = db.Stream<OrderItem>(
                $"SELECT {OrderFilter.Columns} {request.Filter.All} {OrderFilter.Sorts.OrderBy(request.Sort)}",
                request.Filter.Args(chosen.Value!.Ids), cancellationToken);
            return new Rows<OrderItem>(rows.Select(order =>
            {
                order.AccountName = chosen.Value!.NameOf(order.AccountId);
                return order;
            }));
        }
    }

    /// <summary>The API refuses a day that is none; the page's form filters nothing with it.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/orders/export", (
            string? format, string? q, string? status, DateOnly? from, DateOnly? to, string? sort, string? account, ISender send, Texts texts, CancellationToken ct) =>
            Download(new Query(new OrderFilter(q, status, from, to), sort, format, account), send, texts, ct))
            .Require<Query>();
        app.MapGet("/orders/download", (
            string? format, string? q, string? status, string? from, string? to, string? sort, string? account, ISender send, Texts texts, CancellationToken ct) =>
            Download(new Query(OrderLinks.Filter(q, status, from, to), sort, format, account), send, texts, ct))
            .Require<Query>();
    }

    private static async Task<IResult> Download(Query query, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(query, ct)).ToFile(texts["ordering.file_name"], query.Format, Columns(texts, severalAccounts: !string.IsNullOrEmpty(query.Account)));

    private static ExportColumn<OrderItem>[] Columns(Texts texts, bool severalAccounts) =>
    [
        .. severalAccounts ? [new ExportColumn<OrderItem>(texts["ui.reseller"], o => o.AccountName)] : Array.Empty<ExportColumn<OrderItem>>(),
        new(texts["ordering.date"], o => o.PlacedAt),
        new(texts["ordering.number"], o => o.Number),
        new(texts["ordering.customer_number"], o => o.PurchaseOrderNumber),
        new(texts["ordering.customer"], o => o.EndCustomer),
        new(texts["ordering.order_status"], o => texts["ordering.status." + o.Status]),
        new(texts["ordering.delivery_status"], o => texts["ordering.delivery." + o.DeliveryStatus]),
        new(texts["ordering.lines"], o => o.LineCount),
        new(texts["ordering.backordered"], o => o.BackorderedUnits),
        new(texts["ordering.currency"], o => o.Currency),
        new(texts["ordering.total"], o => o.Total),
    ];
}
