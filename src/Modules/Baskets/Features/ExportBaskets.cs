using System.Runtime.CompilerServices;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;

namespace Modular.Baskets.Features;

/// <summary>Downloads a list of baskets as it is filtered and sorted, all of it, as CSV or XLSX.</summary>
internal static class ExportBaskets
{
    // People's names are looked up for so many rows at a time.
    private const int Batch = 200;

    [SignedIn(ClientsToo = true)]
    public sealed record Query(BasketFilter Filter, string? Sort, string? Format, string? Account = null) : IRequest<Result<Rows<BasketItem>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Filter).SetValidator(new BasketFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. BasketFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, BasketReading reading, IResellers resellers, Caller caller, TimeProvider time)
        : IRequestHandler<Query, Result<Rows<BasketItem>>>
    {
        public async Task<Result<Rows<BasketItem>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var chosen = await resellers.Choose(caller, request.Account, null, "baskets", cancellationToken);
            return chosen.Error is { } refusal ? refusal : new Rows<BasketItem>(Read(request, chosen.Value!, cancellationToken));
        }

        private async IAsyncEnumerable<BasketItem> Read(Query query, Chosen chosen, [EnumeratorCancellation] CancellationToken ct)
        {
            var rows = db.Stream<BasketRow>(
                $"WITH page AS (SELECT b.* {query.Filter.All}) {BasketReading.Select} FROM page b {BasketReading.Lines} {BasketFilter.Sorts.OrderBy(query.Sort)}",
                query.Filter.Args(caller, chosen.Ids, time.GetUtcNow().UtcDateTime), ct);
            await foreach (var batch in rows.Chunk(Batch).WithCancellation(ct))
            {
                foreach (var item in await reading.Items(caller, batch, chosen, ct)) yield return item;
            }
        }
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/baskets/export", (
            string? format, string? view, string? q, string? visibility, string? status, string? sort, string? account, ISender send, Texts texts, CancellationToken ct) =>
            Download(new Query(new BasketFilter(view ?? "mine", q, visibility, status), sort, format, account), send, texts, ct))
            .Require<Query>();
        app.MapGet("/baskets/download", (
            string? format, string? view, string? q, string? visibility, string? sort, string? account, ISender send, Texts texts, CancellationToken ct) =>
            Download(new Query(BasketFilter.OfPage(view, q, visibility), sort, format, account), send, texts, ct))
            .Require<Query>();
    }

    private static async Task<Microsoft.AspNetCore.Http.IResult> Download(Query query, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(query, ct)).ToFile(texts["baskets.file_name"], query.Format, Columns(texts, severalAccounts: !string.IsNullOrEmpty(query.Account)));

    private static ExportColumn<BasketItem>[] Columns(Texts texts, bool severalAccounts) =>
    [
        .. severalAccounts ? [new ExportColumn<BasketItem>(texts["ui.reseller"], b => b.AccountName)] : Array.Empty<ExportColumn<BasketItem>>(),
        new(texts["baskets.name"], b => b.Name),
        new(texts["baskets.visibility"], b => texts["baskets.visibility." + b.Visibility.ToText()]),
        new(texts["baskets.owner"], b => b.Owner.Name),
        new(texts["baskets.end_customer"], b => b.EndCustomer),
        new(texts["baskets.purchase_order_number"], b => b.PurchaseOrderNumber),
        new(texts["baskets.order"], b => b.OrderNumber),
        new(texts["baskets.lines"], b => b.LineCount),
        new(texts["baskets.units"], b => b.Units),
        new(texts["baskets.currency"], b => b.Currency),
        new(texts["baskets.total"], b => b.Total),
        new(texts["baskets.changed_at"], b => b.ChangedAt),
        new(texts["baskets.changed_by"], b => b.ChangedBy.Name),
    ];
}
