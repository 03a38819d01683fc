namespace Modular.Billing.Features;

/// <summary>Makes a way to pay the one that is chosen unless another is.</summary>
internal static class SetDefaultPaymentMethod
{
    [Requires(BillingPrivileges.Manage)]
    public sealed record Command(Guid Id) : IRequest<Result<PaymentMethod>>;

    public sealed class Handler(PaymentMethods methods, Caller caller) : IRequestHandler<Command, Result<PaymentMethod>>
    {
        public Task<Result<PaymentMethod>> Handle(Command request, CancellationToken cancellationToken) =>
            methods.MakeDefault(caller.AccountId, request.Id, cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder methods) => methods
        .MapPut("{id:guid}/default", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();
}
