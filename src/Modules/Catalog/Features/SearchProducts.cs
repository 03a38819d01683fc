using Modular.Catalog.Search;

namespace Modular.Catalog.Features;

/// <summary>Finds products by words, category, vendor and stock, with what would narrow the list.</summary>
internal static class SearchProducts
{
    [AllowAnyone]
    public sealed record Query(string? Q, string? Category, string? Vendor, bool InStock, Paging Paging) : IRequest<Result<Found>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Q).Line(200);
            RuleFor(q => q.Category).Line(200);
            RuleFor(q => q.Vendor).Line(80);
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. ProductMatch.Sorts])).OverridePropertyName("");
        }
    }

    public sealed class Handler(ProductSearch search, ProductPages pages, Caller caller) : IRequestHandler<Query, Result<Found>>
    {
        public async Task<Result<Found>> Handle(Query request, CancellationToken cancellationToken)
        {
            var filter = SearchFilter.Of(request.Q, request.Category, request.Vendor, request.InStock);
            var answer = await search.Find(filter, request.Paging, caller.AccountId, cancellationToken);
            return new Found(
                await pages.Summaries(caller, answer.Skus, cancellationToken), request.Paging.Page, request.Paging.Size,
                answer.Total, answer.TotalIsExact, answer.Facets, answer.MendedText);
        }
    }

    /// <param name="TotalIsExact">False where more than <c>total</c> products fit: the facets then count only so many.</param>
    /// <param name="SearchedFor">Set where nothing bears the words as typed and the nearest words were looked for instead.</param>
    public sealed record Found(
        IReadOnlyList<ProductSummary> Items, int Page, int Size, long Total, bool TotalIsExact, Facets Facets, string? SearchedFor);

    public static void Map(IEndpointRouteBuilder products) => products
        .MapGet("", async (string? q, string? category, string? vendor, bool? inStock, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(q, category, vendor, inStock ?? false, Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
