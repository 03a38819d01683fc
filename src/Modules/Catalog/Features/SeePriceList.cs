using Modular.Catalog.Prices;

namespace Modular.Catalog.Features;

/// <summary>Shows a price list: its rules in the order in which they win, and who buys by it.</summary>
internal static class SeePriceList
{
    [Requires(CatalogPrivileges.Manage)]
    public sealed record Query(string Code) : IRequest<Result<PriceListView>>;

    public sealed class Handler(PriceListReading lists) : IRequestHandler<Query, Result<PriceListView>>
    {
        public async Task<Result<PriceListView>> Handle(Query request, CancellationToken cancellationToken) =>
            await lists.Find(request.Code, cancellationToken) is { } list ? list : CatalogErrors.ListUnknown(request.Code);
    }

    public static void Map(IEndpointRouteBuilder lists) => lists
        .MapGet("{code}", async (string code, ISender send, CancellationToken ct) => (await send.Send(new Query(code), ct)).ToHttp())
        .Require<Query>();
}
