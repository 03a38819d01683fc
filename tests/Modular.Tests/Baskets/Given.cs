using Modular.Baskets;
using Modular.BuildingBlocks.Results;

namespace Modular.Tests.Baskets;

/// <summary>Baskets, people and goods to decide about.</summary>
internal static class Given
{
    public static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    public static readonly DateTime Later = Noon.AddMinutes(1);

    public static readonly Editor Owner = new(Guid.Parse("00000000-0000-0000-0000-00000000000a"), CanEditShared: false);
    public static readonly Editor Colleague = new(Guid.Parse("00000000-0000-0000-0000-00000000000b"), CanEditShared: true);
    public static readonly Editor Reader = new(Guid.Parse("00000000-0000-0000-0000-00000000000c"), CanEditShared: false);

    public static Basket ABasket(Visibility visibility, params Addition[] additions)
    {
        var empty = new Basket(
            Guid.CreateVersion7(), Guid.CreateVersion7(), Owner.UserId, new BasketDetails("Branch office", visibility),
            BasketStatus.Active, 1, null, Noon, [], []);
        return additions.Length == 0 ? empty : empty.Add(Owner, additions, Noon).After();
    }

    public static Addition Some(string sku, int quantity = 1, decimal price = 10, string currency = "USD", string? notes = null) =>
        new(Guid.CreateVersion7(), AnOffer(sku, price, currency), quantity, notes);

    public static Offer AnOffer(string sku, decimal price = 10, string currency = "USD", params OfferBreak[] more) =>
        new(sku, "PN-" + sku, "Acme", "A " + sku, currency, [new OfferBreak(1, price), .. more]);

    public static BasketEdit Edit(this Result<BasketEdit> decided)
    {
        decided.IsSuccess.ShouldBeTrue(decided.Error?.Code);
        return decided.Value!;
    }

    public static Basket After(this Result<BasketEdit> decided) => decided.Edit().After;

    public static Line Line(this Basket basket, string sku) => basket.FindSku(sku).ShouldNotBeNull();

    public static void ShouldBeRefused(this Result<BasketEdit> decided, Error error)
    {
        decided.Error.ShouldNotBeNull();
        (decided.Error.Kind, decided.Error.Code, decided.Error.Field).ShouldBe((error.Kind, error.Code, error.Field));
        decided.Value.ShouldBeNull();
    }
}
