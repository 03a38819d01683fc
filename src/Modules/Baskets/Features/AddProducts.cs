using Modular.Integration.Catalog;

namespace Modular.Baskets.Features;

/// <summary>Puts one unit of each of several products in the basket, in one change; what may not be bought is left out and told.</summary>
internal static class AddProducts
{
    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(Guid BasketId, IReadOnlyList<string>? Skus) : IRequest<Result<Answer>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Skus).NotEmpty();
            RuleFor(c => c.Skus!.Count).LessThanOrEqualTo(Paging.MaxSize).OverridePropertyName("skus").When(c => c.Skus is not null);
            RuleForEach(c => c.Skus).NotEmpty().Line(40);
        }
    }

    public sealed class Handler(IGrainFactory grains, IPriceBook prices, Caller caller, CommandId id) : IRequestHandler<Command, Result<Answer>>
    {
        public async Task<Result<Answer>> Handle(Command request, CancellationToken cancellationToken)
        {
            var skus = request.Skus!.Select(sku => sku.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
            var quotes = await prices.Find(caller.AccountId, skus, cancellationToken);
            var additions = skus
                .Where(sku => quotes.TryGetValue(sku, out var quote) && quote.CertificationHeld)
                .Select(sku => new Addition(Guid.CreateVersion7(), Offer.Of(quotes[sku]), 1))
                .ToArray();
            var added = await grains.Basket(caller.AccountId, request.BasketId)
                .Add(caller.AsEditor(), additions, id.IsChosen ? id.Value : null);
            return added.Map(basket => new Answer(
                basket.Id, basket.Details.Name, additions.Length,
                [.. skus.Except(additions.Select(a => a.Offer.Sku), StringComparer.OrdinalIgnoreCase)],
                basket.Version, basket.LineCount, basket.Total, basket.Currency));
        }
    }

    /// <param name="Skipped">SKUs that are not sold, or need a certification that the account lacks.</param>
    internal sealed record Answer(
        Guid Id, string Name, int Added, IReadOnlyList<string> Skipped, long Version, int LineCount, decimal Total, string? Currency) : IVersioned;

    public sealed record Body(IReadOnlyList<string>? Skus);

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPost("{basketId:guid}/products", async (Guid basketId, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(basketId, body.Skus), ct)).ToHttp())
        .Require<Command>().Idempotent();
}
