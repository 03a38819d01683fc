using System.Text.Json;
using Modular.BuildingBlocks.Data;
using Modular.Integration.Baskets;
using Modular.Integration.Billing;
using Modular.Ordering.Features;

namespace Modular.Ordering;

/// <summary>Has an order's amount held before its basket is closed: an order is never placed on a payment that was refused.</summary>
internal sealed class Paying(IPayments payments, Db db, CommandId command, Caller caller, TimeProvider time)
{
    public const string Feature = "payment_types";

    /// <summary>Where a buyer comes back to from the bank; the order's id follows.</summary>
    public const string ReturnPath = "/orders/confirmation/";

    public static readonly Retention Retention = new(
        """
        DELETE FROM ordering.unconfirmed WHERE (order_id, user_id) IN (
            SELECT order_id, user_id FROM ordering.unconfirmed WHERE asked_at < now() - interval '7 days' ORDER BY asked_at LIMIT @atOnce)
        """);

    public async Task<Result<Paid>> Authorize(PlaceOrder.Command request, BasketToOrder basket, Terms terms, PricedBasket priced, CancellationToken ct)
    {
        if (terms.PaymentTypeId is not { } typeId) return new Paid(command.Value, null);
        var payment = await payments.Authorize(
            new PaymentWish(caller.AccountId, command.Value, basket.Id, typeId, priced.Total, priced.Currency, ReturnPath), ct);
        if (payment.State == PaymentState.NeedsConfirmation)
            await Remember(payment.OrderId, request with { Seen = basket.Version, ConfirmedTotal = priced.Total }, ct);
        return payment.State switch
        {
            PaymentState.Granted => new Paid(payment.OrderId, new OrderPayment(typeId, payment.Type!.Kind, payment.Type.Label)),
            PaymentState.NeedsConfirmation => Result<Paid>.Refused(OrderingErrors.PaymentUnconfirmed, new Paid(payment.OrderId, null, payment.ConfirmationUrl)),
            PaymentState.Declined => Result<Paid>.Refused(
                OrderingErrors.PaymentDeclined(payment.Reason), new Paid(payment.OrderId, null) { Declined = payment.Reason ?? "declined" }),
            PaymentState.Pending => OrderingErrors.PaymentPending,
            PaymentState.Busy => OrderingErrors.PaymentBusy,
            PaymentState.Expired => OrderingErrors.PaymentTypeExpired,
            _ => OrderingErrors.PaymentTypeUnknown,
        };
    }

    /// <summary>
    /// The basket could not be closed: what is held for it is given back, unless it is held for the order of somebody else who may still be closing it.
    /// </summary>
    public async Task Release(Paid paid, CloseOutcome closed)
    {
        // Ordered already is said of another order only, so that none will come for this one.
        if (paid.Payment is not null && (paid.OrderId == command.Value || closed == CloseOutcome.OrderedAlready))
            await payments.Release(caller.AccountId, paid.OrderId, CancellationToken.None);
    }

    /// <summary>The command that waits for the buyer to confirm its payment.</summary>
    public async Task<PlaceOrder.Command?> Waiting(Guid orderId, CancellationToken ct) =>
        await db.One<string>(
            "SELECT wish::text FROM ordering.unconfirmed WHERE order_id = @orderId AND account_id = @AccountId AND user_id = @UserId",
            new { orderId, caller.AccountId, caller.UserId }, ct) is { } wish
            ? JsonSerializer.Deserialize<PlaceOrder.Command>(wish, Json.Options)
            : null;

    /// <summary>The order is placed: what waited to be confirmed for it, waits no more.</summary>
    public Task Forget(Paid paid) => paid.Payment is null
        ? Task.CompletedTask
        : db.Execute("DELETE FROM ordering.unconfirmed WHERE order_id = @OrderId AND account_id = @AccountId", new { paid.OrderId, caller.AccountId });

    private Task<int> Remember(Guid orderId, PlaceOrder.Command request, CancellationToken ct) => db.Execute(
        """
        INSERT INTO ordering.unconfirmed (order_id, account_id, user_id, basket_id, wish, asked_at)
        VALUES (@orderId, @AccountId, @UserId, @BasketId, @wish::jsonb, @at)
        ON CONFLICT (order_id, user_id) DO UPDATE SET wish = excluded.wish
        """,
        new { orderId, caller.AccountId, caller.UserId, request.BasketId, wish = JsonSerializer.Serialize(request, Json.Options), at = time.GetUtcNow().UtcDateTime }, ct);
}

/// <param name="OrderId">The order that the amount is held for.</param>
/// <param name="Payment">Null: nothing was said of payment.</param>
internal sealed record Paid(Guid OrderId, OrderPayment? Payment, string? ConfirmationUrl = null)
{
    /// <summary>The provider's code of why nothing is held.</summary>
    public string? Declined { get; init; }
}
