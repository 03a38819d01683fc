using Modular.BuildingBlocks.Data;
using Modular.Catalog.Prices;
using Modular.Integration.Catalog;

namespace Modular.Catalog.Features;

/// <summary>One product: its facts, where how much of it is, and what it costs this caller at which quantity and why.</summary>
internal static class SeeProduct
{
    [AllowAnyone]
    public sealed record Query(string Sku) : IRequest<Result<View>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() => RuleFor(q => q.Sku).Line(40);
    }

    public sealed class Handler(PriceBook prices, ProductPlaces places, ProductPages pages, Caller caller) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await prices.Products([request.Sku], cancellationToken) is not [var product]) return CatalogErrors.ProductUnknown(request.Sku);
            var quote = (await prices.Quotes(caller.AccountId, [product], cancellationToken))[product.Sku];
            var availability = await places.Of(product.Sku, cancellationToken);
            return new View(
                pages.Summary(caller, product, quote), product.Unspsc, product.WeightKg, product.Serialised,
                pages.ShowsPrices(caller) ? quote.Breaks : null, pages.Explain(caller, quote), availability)
            {
                CertificationExpiredOn = quote.CertificationExpiredOn,
            };
        }
    }

    /// <param name="IncomingDate">When the incoming units are expected, if that is known.</param>
    public sealed record Place(string Warehouse, string Name, int Available, int Incoming, DateOnly? IncomingDate);

    public sealed record View(
        string Sku, string VendorPartNumber, string Vendor, string? Upc, string Description, string Category, string? Unspsc,
        decimal? Price, decimal? RetailPrice, string Currency, IReadOnlyList<PriceBreak>? Breaks, Explanation? Explanation,
        decimal? WeightKg, bool Serialised, string? RequiredCertification, bool CertificationHeld,
        int Available, IReadOnlyList<Place> Availability)
    {
        /// <summary>The last day of the certification that the account held; null where it holds it or never did.</summary>
        public DateOnly? CertificationExpiredOn { get; init; }

        public View(
            ProductSummary product, string? unspsc, decimal? weight, bool serialised, IReadOnlyList<PriceBreak>? breaks, Explanation? explanation, IReadOnlyList<Place> places)
            : this(
                product.Sku, product.VendorPartNumber, product.Vendor, product.Upc, product.Description, product.Category, unspsc,
                product.Price, product.RetailPrice, product.Currency, breaks, explanation, weight, serialised,
                product.RequiredCertification, product.CertificationHeld, product.Available, places)
        {
        }
    }

    public static void Map(IEndpointRouteBuilder products) => products
        .MapGet("{sku}", async (string sku, ISender send, CancellationToken ct) => (await send.Send(new Query(sku), ct)).ToHttp())
        .Require<Query>();
}
