using System.Globalization;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;

namespace Modular.Ordering.Features;

/// <summary>Downloads the list of orders as it is filtered and sorted, all of it, as CSV or XLSX.</summary>
internal static class ExportOrders
{
    [Requires(OrderingPrivileges.View)]
    public sealed record Query(OrderFilter Filter, string? Sort, string? Format) : IRequest<Result<Rows>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).Must(format => ExportFormats.All.Contains(format))
                .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", ExportFormats.All)]);
            RuleFor(q => q.Filter).SetValidator(new OrderFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. OrderFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Rows>>
    {
        public Task<Result<Rows>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult<Result<Rows>>(new Rows(
            db.Stream<OrderItem>(
                $"SELECT {OrderFilter.Columns} {request.Filter.Sql} {OrderFilter.Sorts.OrderBy(request.Sort)}",
                request.Filter.Args(caller.AccountId), cancellationToken)));
    }

    internal sealed record Rows(IAsyncEnumerable<OrderItem> Items);

    /// <summary>The API writes the same file for every country; the page's download is for the spreadsheet of the one who clicks.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/orders/export", (
            string? format, string? q, string? status, DateOnly? from, DateOnly? to, string? sort, ISender send, Texts texts, CancellationToken ct) =>
            Download(new Query(new OrderFilter(q, status, from, to), sort, format), CultureInfo.InvariantCulture, send, texts, ct))
            .Require<Query>();
        app.MapGet("/orders/download", (
            string? format, string? q, string? status, string? from, string? to, string? sort, ISender send, Texts texts, CancellationToken ct) =>
            Download(new Query(OrderLinks.Filter(q, status, from, to), sort, format), CultureInfo.CurrentCulture, send, texts, ct))
            .Require<Query>();
    }

    private static async Task<IResult> Download(Query query, CultureInfo culture, ISender send, Texts texts, CancellationToken ct)
    {
        var found = await send.Send(query, ct);
        return found.IsSuccess
            ? new Export<OrderItem>(texts["ordering.file_name"], query.Format!, Columns(texts), found.Value.Items, culture)
            : found.ToHttp();
    }

    private static ExportColumn<OrderItem>[] Columns(Texts texts) =>
    [
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
