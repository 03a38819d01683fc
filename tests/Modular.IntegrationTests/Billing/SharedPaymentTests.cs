using Microsoft.Extensions.DependencyInjection;
using Modular.Integration.Baskets;
using Modular.Integration.Billing;
using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.BuildingBlocks;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Billing;

/// <summary>What is held for one buyer's order is not lost by what another buyer of the same basket does.</summary>
public sealed class SharedPaymentTests(Payments payments) : IClassFixture<Payments>
{
    [Fact]
    public async Task Who_may_not_order_the_basket_touches_nothing_that_is_held_for_it()
    {
        var account = await payments.Portal.NewAccount();
        var boss = await (await account.NewAdministrator()).SignIn();
        var card = await payments.NewCard(boss);
        var basket = await boss.NewBasket("public", (await payments.Portal.NewProduct(42m), 1));
        await Authorize(account, Guid.NewGuid(), basket, card);

        (await (await account.NewBuyer()).Order(basket, Payments.Order(card))).ShouldBeRefused(403, "ordering.basket_not_yours");

        (await Statuses(basket)).ShouldBe(["authorized"]);
    }

    [Fact]
    public async Task What_was_marked_to_be_given_back_is_kept_once_its_order_is_there()
    {
        var account = await payments.Portal.NewAccount();
        var user = await account.NewAdministrator();
        var boss = await user.SignIn();
        var card = await payments.NewCard(boss);
        var sku = await payments.Portal.NewProduct(42m);
        var (basketId, orderId) = (await boss.NewBasket((sku, 1)), Guid.CreateVersion7());
        await Authorize(account, orderId, basketId, card);
        await Payment().Release(account.Id, orderId);
        (await Statuses(basketId)).ShouldBe(["voiding"]);

        var checkout = payments.Portal.Services.GetRequiredService<ICheckout>();
        var basket = (await checkout.Find(account.Id, user.Id, basketId))!;
        var closed = await checkout.Close(
            new BasketCheckedOut(
                orderId, basketId, basket.Version, account.Id, user.Id, basket.Name, "PO", null, null,
                new ShipTo("Andes", "Av. 1", null, "Santiago", null, "7500000", "CL"), false, "USD",
                [new CheckedOutLine(sku, "P", "Acme", "Thing", 1, 42m, null)], DateTime.UtcNow, null, new OrderPayment(card, "card", "Visa")),
            canEditShared: true);

        closed.ShouldBe(CloseOutcome.Closed);
        await Eventually.True(async () => (await Statuses(basketId))[0] == "authorized", "the hold is taken back");
    }

    [Fact]
    public async Task Two_who_confirm_one_payment_both_come_back_to_their_wish()
    {
        var account = await payments.Portal.NewAccount();
        var boss = await (await account.NewAdministrator()).SignIn();
        var colleague = await account.NewBuyer();
        var card = await payments.NewCard(boss, Payments.Confirms);
        var basket = await boss.NewBasket("shared", (await payments.Portal.NewProduct(), 1));
        var seen = ("If-Match", (await boss.Get($"/api/baskets/{basket}")).ETag!);

        var first = await boss.Order(basket, Payments.Order(card), seen);
        first.ShouldBeRefused(409, "ordering.payment_unconfirmed");
        var second = await colleague.Order(basket, Payments.Order(card, "PO-2"), seen);
        second.ShouldBeRefused(409, "ordering.payment_unconfirmed");
        var orderId = first["current"].GetProperty("orderId").GetGuid();
        second["current"].GetProperty("orderId").GetGuid().ShouldBe(orderId);

        (await boss.Post($"/api/orders/confirmations/{orderId}")).ShouldBeRefused(409, "ordering.payment_unconfirmed");
        (await colleague.Post($"/api/orders/confirmations/{orderId}")).ShouldBeRefused(409, "ordering.payment_unconfirmed");
    }

    private IPayments Payment() => payments.Portal.Services.GetRequiredService<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<IPayments>();

    private async Task Authorize(TestAccount account, Guid orderId, Guid basket, Guid card) =>
        (await Payment().Authorize(new PaymentWish(account.Id, orderId, basket, card, 42m, "USD", "/"))).State.ShouldBe(PaymentState.Granted);

    private async Task<string[]> Statuses(Guid basket) =>
        [.. await payments.Portal.Db.Many<string>("SELECT status FROM billing.authorizations WHERE basket_id = @basket", new { basket })];
}
