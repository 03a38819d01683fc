using Modular.Integration.Catalog;

namespace Modular.Baskets.Features;

/// <summary>Puts a product in the basket, or raises its quantity if it is there already.</summary>
internal static class AddLine
{
    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(Guid BasketId, string? Sku, int Quantity, string? Notes = null) : IRequest<Result<LineChanged>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Sku).NotEmpty().Line(40);
            RuleFor(c => c.Quantity).InclusiveBetween(1, Basket.MaxQuantity);
            RuleFor(c => c.Notes).Prose(500);
        }
    }

    public sealed class Handler(IGrainFactory grains, IPriceBook prices, Caller caller, CommandId id)
        : IRequestHandler<Command, Result<LineChanged>>
    {
        public async Task<Result<LineChanged>> Handle(Command request, CancellationToken cancellationToken)
        {
            var sku = request.Sku!.Trim();
            if (await prices.Find(caller.AccountId, sku, cancellationToken) is not { } quote) return BasketErrors.NotForSale(sku);
            if (BasketErrors.Uncertified(quote) is { } uncertified) return uncertified;
            var addition = new Addition(id.Value, Offer.Of(quote), request.Quantity, Blank.AsNull(request.Notes));
            var added = await grains.Basket(caller.AccountId, request.BasketId)
                .Add(caller.AsEditor(), [addition], id.IsChosen ? id.Value : null);
            // A repetition may find that the line has been taken out since.
            return added is { IsSuccess: true, Value.Line: null } ? BasketErrors.LineUnknown : added.Map(state => LineChanged.Of(state)!);
        }
    }

    public sealed record Body(string? Sku, int Quantity, string? Notes);

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPost("{basketId:guid}/lines", async (Guid basketId, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(basketId, body.Sku, body.Quantity, body.Notes), ct))
                .ToCreated(line => $"/api/baskets/{basketId}/lines/{line.Id}"))
        .Require<Command>().Idempotent();
}
