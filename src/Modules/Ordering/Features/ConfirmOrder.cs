using Microsoft.AspNetCore.Http;

namespace Modular.Ordering.Features;

/// <summary>Places the order whose payment the buyer has confirmed meanwhile; asked again it answers the same order.</summary>
internal static class ConfirmOrder
{
    [Requires(OrderingPrivileges.Place)]
    public sealed record Command(Guid OrderId) : IRequest<Result<PlaceOrder.Answer>>;

    public sealed class Handler(Paying paying, OrderReading orders, ISender send, CommandId command, Caller caller)
        : IRequestHandler<Command, Result<PlaceOrder.Answer>>
    {
        public async Task<Result<PlaceOrder.Answer>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await orders.Find(caller.AccountId, request.OrderId, cancellationToken) is { } placed) return new PlaceOrder.Answer(placed, null);
            if (await paying.Waiting(request.OrderId, cancellationToken) is not { } waiting) return OrderingErrors.ConfirmationUnknown;
            command.Resume(request.OrderId);
            return await send.Send(waiting, cancellationToken);
        }
    }

    public static void Map(IEndpointRouteBuilder orders) => orders
        .MapPost("confirmations/{orderId:guid}", async (Guid orderId, ISender send, CancellationToken ct) =>
            PlaceOrder.ToHttp(await send.Send(new Command(orderId), ct)))
        .Produces<OrderView>(StatusCodes.Status201Created)
        .Require<Command>();
}
