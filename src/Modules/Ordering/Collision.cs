using System.Text.Json.Serialization;
using Modular.Integration.Baskets;

namespace Modular.Ordering;

/// <summary>What an order collided with, as it is now.</summary>
[JsonDerivedType(typeof(PriceChanged))]
[JsonDerivedType(typeof(NotOrderable))]
[JsonDerivedType(typeof(BasketChanged))]
[JsonDerivedType(typeof(OrderedAlready))]
[JsonDerivedType(typeof(PaymentUnconfirmed))]
[JsonDerivedType(typeof(PaymentDeclined))]
internal abstract record Collision
{
    /// <param name="Total">To be sent as <c>confirmedTotal</c> by who agrees to it.</param>
    internal sealed record PriceChanged(decimal Total, string Currency, IReadOnlyList<Change> Changes) : Collision
    {
        public static PriceChanged Of(PricedBasket priced) => new(
            priced.Total, priced.Currency,
            [.. priced.Changes.Select(l => new Change(l.Line.LineId, l.Sku, l.Quantity, l.Shown, l.Now!.Value))]);
    }

    internal sealed record Change(Guid LineId, string Sku, int Quantity, decimal Was, decimal Now);

    internal sealed record NotOrderable(IReadOnlyList<ObstructedLine> Lines) : Collision
    {
        public static NotOrderable Of(IReadOnlyList<PricedLine> obstacles) =>
            new([.. obstacles.Select(l => new ObstructedLine(l.Line.LineId, l.Sku, l.Obstacle!.Value, l.Quote?.RequiredCertification))]);
    }

    internal sealed record ObstructedLine(Guid LineId, string Sku, Obstacle Reason, string? Certification);

    internal sealed record BasketChanged(Guid Id, string Name, long Version, int LineCount, decimal Total) : Collision
    {
        public static BasketChanged Of(BasketToOrder basket) => new(
            basket.Id, basket.Name, basket.Version, basket.Lines.Count, basket.Lines.Sum(l => l.UnitPrice * l.Quantity));
    }

    internal sealed record OrderedAlready(string Number) : Collision;

    /// <param name="Reason">The provider's code of why.</param>
    internal sealed record PaymentDeclined(string Reason) : Collision;

    /// <param name="ConfirmationUrl">Where the buyer confirms the payment; after that the order is placed by sending it again, or by <c>POST /api/orders/confirmations/{orderId}</c>.</param>
    /// <param name="Name">Of the basket that is to be ordered.</param>
    /// <param name="Total">What is to be paid.</param>
    internal sealed record PaymentUnconfirmed(Guid OrderId, string? ConfirmationUrl, Guid BasketId, string Name, decimal Total, string Currency) : Collision;
}
