namespace Modular.Billing.Features;

/// <summary>"Tipos de pago": lists how the account pays, the default first; of cards only what may be shown.</summary>
internal static class ListPaymentMethods
{
    [Requires(BillingPrivileges.PlaceOrders, Or = BillingPrivileges.Manage)]
    public sealed record Query : IRequest<Result<View>>;

    public sealed class Handler(PaymentMethods methods, Integration.Identity.IAccountDirectory accounts, IEnumerable<Providers.IPaymentProvider> providers, Caller caller)
        : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var items = await methods.All(caller.AccountId, cancellationToken);
            var account = await accounts.Account(caller.AccountId, cancellationToken);
            var offered = account is null ? [] : PaymentKinds.Offered(account.Kind, account.Country).Except(items.Select(m => m.Kind));
            return new View(items, [.. providers.Any() ? [PaymentKinds.Card] : Array.Empty<string>(), .. offered]);
        }
    }

    /// <param name="CanAdd">The kinds that can be added.</param>
    internal sealed record View(IReadOnlyList<PaymentMethod> Items, IReadOnlyList<string> CanAdd);

    public static void Map(IEndpointRouteBuilder methods) => methods
        .MapGet("", async (ISender send, CancellationToken ct) => (await send.Send(new Query(), ct)).ToHttp())
        .Require<Query>();
}
