using Modular.BuildingBlocks.Data;
using Modular.Catalog.Search;

namespace Modular.Catalog.Features;

/// <summary>A few products for what has been typed so far.</summary>
internal static class SuggestProducts
{
    private const int Most = 8;

    [AllowAnyone]
    public sealed record Query(string? Q) : IRequest<Result<Suggestions>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() => RuleFor(q => q.Q).Line(200);
    }

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Suggestions>>
    {
        public async Task<Result<Suggestions>> Handle(Query request, CancellationToken cancellationToken)
        {
            var typed = (request.Q ?? "").Trim().ToUpperInvariant();
            if (typed.Length < 2) return new Suggestions([]);
            var suggestions = await db.Many<Suggestion>(
                // Codes that begin so come first. The bounds of the range are what lets the index answer (COLLATE "C").
                """
                (SELECT sku, vendor_part_number, vendor, description FROM catalog.products
                 WHERE sku >= @typed AND sku < @typed || chr(1114111) ORDER BY sku LIMIT @Most)
                UNION
                (SELECT sku, vendor_part_number, vendor, description FROM catalog.products
                 WHERE part_key >= @typed AND part_key < @typed || chr(1114111) ORDER BY part_key LIMIT @Most)
                ORDER BY sku LIMIT @Most
                """,
                new { typed, Most }, cancellationToken);
            if (suggestions.Count == 0 && SearchQuestion.Of(request.Q).ToQuery() is { } words)
            {
                suggestions = await db.Many<Suggestion>(
                    "SELECT sku, vendor_part_number, vendor, description FROM catalog.products WHERE words @@ @words::tsquery LIMIT @Most",
                    new { words, Most }, cancellationToken);
            }

            return new Suggestions(suggestions);
        }
    }

    public sealed record Suggestions(IReadOnlyList<Suggestion> Items);

    public sealed record Suggestion(string Sku, string VendorPartNumber, string Vendor, string Description);

    public static void Map(IEndpointRouteBuilder products) => products
        .MapGet("suggestions", async (string? q, ISender send, CancellationToken ct) => (await send.Send(new Query(q), ct)).ToHttp())
        .Require<Query>();
}
