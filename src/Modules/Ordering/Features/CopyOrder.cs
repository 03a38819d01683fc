using Modular.Integration.Baskets;

namespace Modular.Ordering.Features;

/// <summary>Orders again: puts an order's lines into an existing basket, or into a new one, at today's prices.</summary>
internal static class CopyOrder
{
    /// <param name="BasketId">Null for a new basket called <paramref name="Name"/>.</param>
    [Requires(OrderingPrivileges.View)]
    public sealed record Command(string Number, Guid? BasketId, string? Name) : IRequest<Result<Answer>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Name).Line(100);
    }

    public sealed class Handler(OrderReading orders, IBasketFiller baskets, Caller caller) : IRequestHandler<Command, Result<Answer>>
    {
        public async Task<Result<Answer>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await orders.Find(caller.AccountId, request.Number, cancellationToken) is not { } order) return OrderingErrors.Unknown;
            var name = string.IsNullOrWhiteSpace(request.Name) ? order.BasketName : request.Name.Trim();
            var filled = await baskets.Fill(
                request.BasketId, name, [.. order.Lines.Select(l => new Goods(l.Sku, l.Quantity))], cancellationToken);
            return filled.Refusal is { } refusal
                ? ToError(refusal)
                : new Answer(filled.BasketId, filled.Name, filled.LineCount, filled.Skipped);
        }

        private static Error ToError(FillRefusal refusal) => new(
            refusal.Kind switch
            {
                FillRefusalKind.NotFound => ErrorKind.NotFound,
                FillRefusalKind.Forbidden => ErrorKind.Forbidden,
                _ => ErrorKind.Conflict,
            },
            refusal.Code, refusal.Args);
    }

    /// <param name="Skipped">SKUs that are sold no more, or need a certification that the account lacks.</param>
    internal sealed record Answer(Guid BasketId, string Name, int LineCount, IReadOnlyList<string> Skipped);

    public sealed record Body(Guid? BasketId, string? Name);

    public static void Map(IEndpointRouteBuilder orders) => orders
        .MapPost("{number}/copy", async (string number, Body? body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(number, body?.BasketId, body?.Name), ct)).ToCreated(b => $"/api/baskets/{b.BasketId}"))
        .Require<Command>().Idempotent();
}
