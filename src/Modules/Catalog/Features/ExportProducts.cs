using System.Runtime.CompilerServices;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;
using Modular.Catalog.Search;

namespace Modular.Catalog.Features;

/// <summary>Downloads the products that a search finds, all of them, at the prices of the caller's account.</summary>
internal static class ExportProducts
{
    // So many products are priced at a time.
    private const int Batch = 500;

    [SignedIn(ClientsToo = true)]
    public sealed record Query(string? Q, string? Category, string? Vendor, bool InStock, string? Sort, string? Format) : IRequest<Result<Rows<ProductSummary>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Q).Line(200);
            RuleFor(q => q.Category).Line(200);
            RuleFor(q => q.Vendor).Line(80);
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. ProductMatch.Sorts])).OverridePropertyName("");
        }
    }

    public sealed class Handler(ProductSearch search, ProductPages pages, Caller caller) : IRequestHandler<Query, Result<Rows<ProductSummary>>>
    {
        public Task<Result<Rows<ProductSummary>>> Handle(Query request, CancellationToken cancellationToken) =>
            Task.FromResult<Result<Rows<ProductSummary>>>(new Rows<ProductSummary>(Read(request, cancellationToken)));

        private async IAsyncEnumerable<ProductSummary> Read(Query query, [EnumeratorCancellation] CancellationToken ct)
        {
            var filter = SearchFilter.Of(query.Q, query.Category, query.Vendor, query.InStock);
            await foreach (var skus in search.All(filter, query.Sort, caller.AccountId, ct).Chunk(Batch).WithCancellation(ct))
            {
                foreach (var product in await pages.Summaries(caller, skus, ct)) yield return product;
            }
        }
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapDownload<Query>("/api/products/export", "/products/download", async (
        string? format, string? q, string? category, string? vendor, string? inStock, string? sort, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(new Query(q, category, vendor, inStock == "true", string.IsNullOrEmpty(sort) ? null : sort, format), ct))
            .ToFile(texts["catalog.products.file_name"], format, Columns(texts)));

    private static ExportColumn<ProductSummary>[] Columns(Texts texts) =>
    [
        new(texts["catalog.sku"], p => p.Sku),
        new(texts["catalog.part_number"], p => p.VendorPartNumber),
        new(texts["catalog.vendor"], p => p.Vendor),
        new("UPC/EAN", p => p.Upc),
        new(texts["catalog.product"], p => p.Description),
        new(texts["catalog.category"], p => p.Category),
        new(texts["catalog.available_units"], p => p.Available),
        new(texts["catalog.currency"], p => p.Currency),
        new(texts["catalog.price"], p => p.Price),
        new(texts["catalog.retail"], p => p.RetailPrice),
        new(texts["catalog.required_certification"], p => p.RequiredCertification),
    ];
}
