using Modular.Integration.Catalog;

namespace Modular.Baskets.Features;

/// <summary>Duplicates a basket that the caller may see into a new one of their own, at today's prices.</summary>
internal static class CopyBasket
{
    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(Guid BasketId, string? Name, Visibility? Visibility) : IRequest<Result<Answer>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Name).Line(Basket.NameLength);
    }

    public sealed class Handler(ISender send, IGrainFactory grains, IPriceBook prices, Caller caller, CommandId id)
        : IRequestHandler<Command, Result<Answer>>
    {
        public async Task<Result<Answer>> Handle(Command request, CancellationToken cancellationToken)
        {
            var seen = await send.Send(new SeeBasket.Query(request.BasketId), cancellationToken);
            if (seen.Error is { } error) return error;
            var source = seen.Value!;
            var quotes = await prices.Find(caller.AccountId, [.. source.Lines.Select(l => l.Sku)], cancellationToken);
            var additions = source.Lines
                .Where(l => quotes.TryGetValue(l.Sku, out var quote) && quote.CertificationHeld)
                .Select(l => new Addition(Guid.CreateVersion7(), Offer.Of(quotes[l.Sku]), l.Quantity, l.Notes))
                .ToArray();
            var details = new BasketDetails(
                Blank.AsNull(request.Name) ?? source.Name, request.Visibility ?? Visibility.Private, null, source.EndCustomer, source.Notes);
            var opened = await grains.BasketAccount(caller.AccountId).Open(caller.AsEditor(), id.Value, details, additions);
            return opened.Map(state => new Answer(
                state.Id, state.Details.Name, state.Details.Visibility, state.Version, state.LineCount, state.Total, state.Currency,
                [.. source.Lines.Where(l => additions.All(a => a.Offer.Sku != l.Sku)).Select(l => l.Sku)]));
        }
    }

    /// <param name="Skipped">SKUs that are sold no more, or need a certification that the account lacks.</param>
    internal sealed record Answer(
        Guid Id, string Name, Visibility Visibility, long Version, int LineCount, decimal Total, string? Currency,
        IReadOnlyList<string> Skipped) : IVersioned;

    public sealed record Body(string? Name, Visibility? Visibility);

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPost("{basketId:guid}/copy", async (Guid basketId, Body? body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(basketId, body?.Name, body?.Visibility), ct)).ToCreated(b => $"/api/baskets/{b.Id}"))
        .Require<Command>().Idempotent();
}
