using System.Globalization;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Ordering;

namespace Modular.Notifications.Writing;

/// <summary>Confirms an order to the buyer who placed it.</summary>
internal sealed class OrderLetters(Letters letters) : IConsumer<OrderPlaced>
{
    public Task Handle(OrderPlaced e, Delivery delivery, CancellationToken ct) => letters.Write(
        [e.UserId], e.AccountId,
        () => new Letter(
            Kind.OrderConfirmation, "order_confirmation",
            [e.Number, e.PurchaseOrderNumber, $"{e.Currency} {Amount(e)}", Count(e.Lines), Count(e.BackorderedUnits)], $"/orders/{e.Number}")
        {
            AccountId = e.AccountId,
        },
        delivery, ct);

    private static string Amount(OrderPlaced e) =>
        e.Total.ToString(e.Currency is "CLP" or "COP" or "PYG" or "JPY" ? "N0" : "N2", CultureInfo.CurrentCulture);

    private static string Count(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
