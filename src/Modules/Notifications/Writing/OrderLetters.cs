using System.Globalization;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Ordering;

namespace Modular.Notifications.Writing;

/// <summary>Confirms orders to the buyers who placed them.</summary>
internal sealed class OrderLetters(Letters letters) : IBatchConsumer<OrderPlaced>
{
    public Task Handle(IReadOnlyList<Delivered<OrderPlaced>> events, CancellationToken ct) => letters.Write(
        [.. events.Select(e => new Notice([e.Event.UserId], e.Event.AccountId, () => Confirmation(e.Event), e.Delivery))], ct);

    private static Letter Confirmation(OrderPlaced e) => new(
        Kind.OrderConfirmation, "order_confirmation",
        [e.Number, e.PurchaseOrderNumber, $"{e.Currency} {Amount(e)}", Count(e.Lines), Count(e.BackorderedUnits)], $"/orders/{e.Number}")
    {
        AccountId = e.AccountId,
    };

    private static string Amount(OrderPlaced e) =>
        e.Total.ToString(e.Currency is "CLP" or "COP" or "PYG" or "JPY" ? "N0" : "N2", CultureInfo.CurrentCulture);

    private static string Count(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
