using Microsoft.AspNetCore.Http;
using Modular.Integration.Baskets;
using Modular.Integration.Catalog;

namespace Modular.Ordering.Features;

/// <summary>Orders a basket at the prices of this moment; exactly one order arises from it, whatever is repeated or killed.</summary>
internal static class PlaceOrder
{
    /// <param name="AddressId">An address of the account's book, instead of one that is typed in.</param>
    /// <param name="SaveAddress">Whether the address that is typed in shall be in the book from now on.</param>
    /// <param name="ConfirmedTotal">The new total that the caller agrees to, after prices have changed.</param>
    /// <param name="Seen">The basket's version that the caller has seen.</param>
    [Requires(OrderingPrivileges.Place)]
    public sealed record Command(
        Guid BasketId, string? PurchaseOrderNumber, Guid? AddressId, Address? ShipTo, bool SaveAddress, bool ShipComplete, decimal? ConfirmedTotal,
        long? Seen) : IRequest<Result<Answer>>
    {
        /// <summary>An address of the book that gets the invoice.</summary>
        public Guid? BillToAddressId { get; init; }

        /// <summary>How it is paid; null: as agreed with the distributor.</summary>
        public Guid? PaymentMethodId { get; init; }

        /// <summary>Says all that is not said here.</summary>
        public Guid? QuickPayProfileId { get; init; }
    }

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.PurchaseOrderNumber).NotEmpty().When(c => c.QuickPayProfileId is null);
            RuleFor(c => c.PurchaseOrderNumber).Line(35);
            RuleFor(c => c.ShipTo!).NotNull().When(c => c.AddressId is null && c.QuickPayProfileId is null);
            RuleFor(c => c.ShipTo!).SetValidator(new AddressRules());
            RuleFor(c => c.AddressId).Null().When(c => c.ShipTo is not null).WithMessage(_ => OrderingTexts.Own["ordering.one_address"]);
        }
    }

    public sealed class Handler(ICheckout baskets, IPriceBook prices, OrderTerms orderTerms, Paying paying, Placement placement, Caller caller)
        : IRequestHandler<Command, Result<Answer>>
    {
        public async Task<Result<Answer>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await baskets.Find(caller.AccountId, caller.UserId, request.BasketId, cancellationToken) is not { } basket)
                return OrderingErrors.BasketUnknown;
            if (basket.OrderedAs is { } orderedAs) return await placement.OrderedAs(orderedAs, cancellationToken);
            if (request.Seen is null && basket.VersionRequired) return OrderingErrors.VersionRequired;
            if (request.Seen is { } seen && seen != basket.Version) return Changed(basket);
            if (basket.Lines.Count == 0) return OrderingErrors.BasketEmpty;

            var found = await orderTerms.Find(request, basket, cancellationToken);
            if (found.Value is not { } terms) return found.Error!;

            var quotes = await prices.FindNow(caller.AccountId, [.. basket.Lines.Select(l => l.Sku)], cancellationToken);
            var priced = PricedBasket.Of(basket.Lines, quotes);
            if (priced.Obstacles is { Count: > 0 } obstacles)
                return Refused(OrderingErrors.NotOrderable(obstacles.Select(l => l.Sku)), Collision.NotOrderable.Of(obstacles));
            if (!priced.IsAgreed(request.ConfirmedTotal))
                return Refused(OrderingErrors.PriceChanged, Collision.PriceChanged.Of(priced));

            // Before anything is held: who may not close the basket is not to touch what somebody else's order is paid with.
            if (!basket.MayBeOrdered(caller.Can("baskets.edit_shared"))) return OrderingErrors.BasketNotYours;

            if (request.SaveAddress) await orderTerms.Keep(terms.ShipTo, cancellationToken);
            var payment = await paying.Authorize(request, basket, terms, priced, cancellationToken);
            if (payment.Error is { } unpaid)
            {
                return payment.Value switch
                {
                    null => unpaid,
                    { Declined: { } reason } => Refused(unpaid, new Collision.PaymentDeclined(reason)),
                    var waits => Refused(unpaid, new Collision.PaymentUnconfirmed(waits.OrderId, waits.ConfirmationUrl, basket.Id, basket.Name, priced.Total, priced.Currency)),
                };
            }

            var checkout = await placement.CheckOut(basket, priced, terms, payment.Value!);
            var closed = await baskets.Close(checkout, caller.Can("baskets.edit_shared"), cancellationToken);
            if (closed == CloseOutcome.Closed) await paying.Forget(payment.Value!);
            else await paying.Release(payment.Value!, closed);
            return closed switch
            {
                CloseOutcome.Closed => await placement.Place(checkout),
                CloseOutcome.OrderedAlready or CloseOutcome.Changed => await Again(request, cancellationToken),
                CloseOutcome.NotYours => OrderingErrors.BasketNotYours,
                _ => OrderingErrors.BasketUnknown,
            };
        }

        /// <summary>Somebody was faster: says by what.</summary>
        private async Task<Result<Answer>> Again(Command request, CancellationToken ct) =>
            await baskets.Find(caller.AccountId, caller.UserId, request.BasketId, ct) switch
            {
                null => OrderingErrors.BasketUnknown,
                { OrderedAs: { } orderedAs } => await placement.OrderedAs(orderedAs, ct),
                var basket => Changed(basket),
            };

        private static Result<Answer> Changed(BasketToOrder basket) =>
            Refused(OrderingErrors.BasketChanged, Collision.BasketChanged.Of(basket));

        private static Result<Answer> Refused(Error error, Collision collision) =>
            Result<Answer>.Refused(error, new Answer(null, collision));
    }

    /// <summary>The order, or what stood in its way.</summary>
    internal sealed record Answer(OrderView? Order, Collision? Collision);

    public sealed record Body(
        string? PurchaseOrderNumber, Guid? AddressId, Address? ShipTo, bool SaveAddress, bool ShipComplete, decimal? ConfirmedTotal,
        Guid? BillToAddressId, Guid? PaymentMethodId, Guid? QuickPayProfileId, Guid? BasketId)
    {
        public Command ToCommand(Guid basketId, long? seen) => new(basketId, PurchaseOrderNumber, AddressId, ShipTo, SaveAddress, ShipComplete, ConfirmedTotal, seen)
        {
            BillToAddressId = BillToAddressId, PaymentMethodId = PaymentMethodId, QuickPayProfileId = QuickPayProfileId,
        };
    }

    /// <summary>The basket is named by the address or, at <c>/api/orders</c>, by the body.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/baskets/{basketId:guid}/order", async (Guid basketId, Body body, IfMatch seen, ISender send, CancellationToken ct) =>
            ToHttp(await send.Send(body.ToCommand(basketId, seen.Version), ct)))
            .Produces<OrderView>(StatusCodes.Status201Created).Require<Command>().Idempotent();
        app.MapPost("/api/orders", async (Body body, IfMatch seen, ISender send, CancellationToken ct) =>
            ToHttp(await send.Send(body.ToCommand(body.BasketId ?? Guid.Empty, seen.Version), ct)))
            .Produces<OrderView>(StatusCodes.Status201Created).Require<Command>().Idempotent();
    }

    internal static IResult ToHttp(Result<Answer> placed) => placed.Error is { } error
        ? new Problem(error, placed.Value?.Collision)
        : placed.Map(answer => answer.Order!).ToCreated(order => $"/api/orders/{order.Number}");
}
