using Modular.BuildingBlocks.Events;

namespace Modular.Baskets;

/// <summary>What a change answers: the basket's version and totals now, and the one line it was about.</summary>
[GenerateSerializer, Immutable, Alias("baskets.state")]
internal sealed record BasketState(
    [property: Id(0)] Guid Id,
    [property: Id(1)] BasketDetails Details,
    [property: Id(2)] long Version,
    [property: Id(3)] decimal Total,
    [property: Id(4)] string? Currency,
    [property: Id(5)] int LineCount,
    [property: Id(6)] Line? Line)
{
    public static BasketState Of(Basket basket, Line? line) => new(
        basket.Id, basket.Details, basket.Version,
        basket.Lines.Sum(l => l.Total),
        basket.Lines is [var first, ..] ? first.Offer.Currency : null,
        basket.Lines.Length,
        line);
}

/// <summary>A PATCH of a basket's details.</summary>
[GenerateSerializer, Immutable, Alias("baskets.details_patch")]
internal sealed record DetailsPatch(
    [property: Id(0)] Patch<string> Name,
    [property: Id(1)] Patch<Visibility> Visibility,
    [property: Id(2)] Patch<string?> PurchaseOrderNumber,
    [property: Id(3)] Patch<string?> EndCustomer,
    [property: Id(4)] Patch<string?> Notes)
{
    public BasketDetails On(BasketDetails details) => new(
        Name.Or(details.Name),
        Visibility.Or(details.Visibility),
        PurchaseOrderNumber.Or(details.PurchaseOrderNumber),
        EndCustomer.Or(details.EndCustomer),
        Notes.Or(details.Notes));
}

/// <summary>The event that closing a basket tells, ready to be written, and the number of the order.</summary>
[GenerateSerializer, Immutable, Alias("baskets.checkout_note")]
internal sealed record CheckoutNote(
    [property: Id(0)] Guid EventId,
    [property: Id(1)] string Type,
    [property: Id(2)] string Key,
    [property: Id(3)] Guid AccountId,
    [property: Id(4)] string Payload,
    [property: Id(5)] DateTime OccurredAt,
    [property: Id(6)] string? OrderNumber)
{
    public static CheckoutNote Of(OutboxMessage m, string? orderNumber) => new(m.EventId, m.Type, m.Key, m.AccountId!.Value, m.Payload, m.OccurredAt, orderNumber);

    public OutboxMessage Message => new(EventId, Type, Key, AccountId, Payload, OccurredAt);
}
