namespace Modular.Billing.Features;

/// <summary>Forgets a way to pay; orders that were placed with it keep its name.</summary>
internal static class RemovePaymentMethod
{
    [Requires(BillingPrivileges.Manage)]
    public sealed record Command(Guid Id) : IRequest<Result<Done>>;

    public sealed class Handler(PaymentMethods methods, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken) =>
            methods.Remove(caller.AccountId, request.Id, cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder methods) => methods
        .MapDelete("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();
}
