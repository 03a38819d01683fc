using Modular.Billing.Providers;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Identity;

namespace Modular.Billing.Features;

/// <summary>Adds a way to pay: a card that was given to the provider, payment on account, or bank transfer.</summary>
internal static class AddPaymentMethod
{
    /// <param name="Setup">What the provider's page brought back for a card; the card's number never comes here.</param>
    [Requires(BillingPrivileges.Manage)]
    public sealed record Command(string? Kind, string? Setup) : IRequest<Result<PaymentMethod>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Kind).Must(kind => kind is not null && PaymentKinds.All.Contains(kind))
                .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", PaymentKinds.All)]);
            RuleFor(c => c.Setup).NotEmpty().When(c => c.Kind == PaymentKinds.Card);
            RuleFor(c => c.Setup).Line(200);
        }
    }

    public sealed class Handler(PaymentMethods methods, IAccountDirectory accounts, IEnumerable<IPaymentProvider> providers, CommandId command, Caller caller, TimeProvider time)
        : IRequestHandler<Command, Result<PaymentMethod>>
    {
        public async Task<Result<PaymentMethod>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.Kind == PaymentKinds.Card)
            {
                if (providers.FirstOrDefault() is not { } provider) return BillingErrors.NoProvider;
                if (await provider.Redeem(request.Setup!, cancellationToken) is not { } card) return BillingErrors.SetupUnknown;
                if (PaymentMethod.IsOver(card.ExpiryYear, card.ExpiryMonth, time.GetUtcNow().UtcDateTime)) return BillingErrors.CardExpired;
                // The page may be loaded again, or twice: what was set up once is one card.
                command.Choose(caller, "/payment-methods", request.Setup!);
                return await methods.Add(caller.AccountId, command.Value, PaymentKinds.Card, provider.Name, card, cancellationToken);
            }

            var account = await accounts.Account(caller.AccountId, cancellationToken);
            return account is not null && PaymentKinds.Offered(account.Kind, account.Country).Contains(request.Kind)
                ? await methods.Add(caller.AccountId, command.Value, request.Kind!, null, null, cancellationToken)
                : BillingErrors.KindUnavailable;
        }
    }

    public sealed record Body(string? Kind, string? Setup);

    public static void Map(IEndpointRouteBuilder methods) => methods
        .MapPost("", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.Kind, body.Setup), ct)).ToCreated(_ => "/api/payment-methods"))
        .Require<Command>().Idempotent();
}
