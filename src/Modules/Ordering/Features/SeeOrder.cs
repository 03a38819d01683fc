namespace Modular.Ordering.Features;

/// <summary>Shows one order of the account with its lines.</summary>
internal static class SeeOrder
{
    [Requires(OrderingPrivileges.View)]
    public sealed record Query(string Number) : IRequest<Result<OrderView>>;

    public sealed class Handler(OrderReading orders, Caller caller) : IRequestHandler<Query, Result<OrderView>>
    {
        public async Task<Result<OrderView>> Handle(Query request, CancellationToken cancellationToken) =>
            await orders.Find(caller.AccountId, request.Number, cancellationToken) is { } order ? order : OrderingErrors.Unknown;
    }

    public static void Map(IEndpointRouteBuilder orders) => orders
        .MapGet("{number}", async (string number, ISender send, CancellationToken ct) => (await send.Send(new Query(number), ct)).ToHttp())
        .Require<Query>();
}
