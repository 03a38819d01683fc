using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Http;
using Modular.Integration.Baskets;
using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Ordering;

public sealed class ExactlyOnceTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Fifty_identical_posts_make_one_order_and_all_get_it()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var sku = await portal.NewProduct(onHand: 100);
        var basket = await buyer.NewBasket((sku, 3));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => buyer.Order(basket, null, ("Idempotency-Key", "same"))));

        answers.Select(a => a.Status).Distinct().ShouldBe([201]);
        answers.Select(a => a.Number()).Distinct().Count().ShouldBe(1);
        (await buyer.Total()).ShouldBe(1);
        (await Allocated(sku)).ShouldBe(3);
    }

    [Fact]
    public async Task Fifty_posts_with_keys_of_their_own_make_one_order_and_the_rest_learn_its_number()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var sku = await portal.NewProduct(onHand: 100);
        var basket = await buyer.NewBasket((sku, 3));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => buyer.Order(basket, null, ("Idempotency-Key", $"key {n}"))));

        var number = answers.Single(a => a.Status == 201).Number();
        var refused = answers.Where(a => a.Status != 201).ToArray();
        refused.Select(a => (a.Status, a.Code)).Distinct().ShouldBe([(409, "ordering.ordered_already")]);
        refused.Select(a => a["current"].GetProperty("number").GetString()).Distinct().ShouldBe([number]);
        (await buyer.Total()).ShouldBe(1);
        (await Allocated(sku)).ShouldBe(3);
    }

    [Fact]
    public async Task An_ordered_basket_knows_its_number_at_once_and_nobody_is_asked_to_order_it_again()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var basket = await buyer.NewBasket((await portal.NewProduct(), 1));

        var order = await buyer.Placed(basket);

        (await buyer.Get($"/api/baskets/{basket}"))["orderNumber"].GetString().ShouldBe(order.Number());
        (await portal.Portal.Db.One<int>(
            "SELECT count(*)::int FROM platform.outbox WHERE key = @key AND type = 'baskets.BasketCheckedOut'", new { key = $"basket/{basket:N}" })).ShouldBe(0);
    }

    [Fact]
    public async Task A_repeated_key_with_another_body_is_refused()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var basket = await buyer.NewBasket((await portal.NewProduct(), 1));
        await buyer.Placed(basket, Shop.Body("PO-1"), ("Idempotency-Key", "k"));

        var again = await buyer.Order(basket, Shop.Body("PO-2"), ("Idempotency-Key", "k"));

        (again.Status, again.Code).ShouldBe((409, "request.idempotency_key_reused"));
    }

    [Fact]
    public async Task A_host_killed_after_closing_the_basket_loses_no_order_and_the_repetition_finds_it()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser(Shop.Buyer);
        var buyer = await user.SignIn();
        var sku = await portal.NewProduct(7m, onHand: 2);
        var basket = await buyer.NewBasket((sku, 3));
        var command = CommandId.Of(
            Caller.Nobody with { AccountId = account.Id, UserId = user.Id }, $"/api/baskets/{basket}/order", "before the crash");

        await CloseOnly(account, user, basket, command, sku);
        var repeated = await buyer.Order(basket, Shop.Body("PO-KILLED"), ("Idempotency-Key", "before the crash"));

        repeated.Status.ShouldBe(201, repeated.Text);
        repeated.Id.ShouldBe(command);
        (repeated["total"].GetDecimal(), repeated["backorderedUnits"].GetInt32()).ShouldBe((21m, 1));
        (await buyer.Order(basket, null, ("Idempotency-Key", "another")))["current"].GetProperty("number").GetString().ShouldBe(repeated.Number());
        (await buyer.Total()).ShouldBe(1);
        (await Allocated(sku)).ShouldBe(2);
    }

    [Fact]
    public async Task Without_any_repetition_the_outbox_makes_the_order_and_tells_it_once()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser(Shop.Buyer);
        var buyer = await user.SignIn();
        var sku = await portal.NewProduct();
        var basket = await buyer.NewBasket((sku, 1));
        var orderId = Guid.CreateVersion7();

        await CloseOnly(account, user, basket, orderId, sku);

        await Eventually.True(async () => await buyer.Total() == 1, "the order is there");
        await Eventually.True(
            async () => (await buyer.Get($"/api/baskets/{basket}"))["orderNumber"].GetString() is not null, "the basket knows its number");
        (await portal.Portal.Db.One<int>(
            "SELECT count(*)::int FROM platform.outbox WHERE key = @key AND type = 'ordering.OrderPlaced'", new { key = $"order/{orderId:N}" })).ShouldBe(1);
    }

    [Fact]
    public async Task Parallel_orders_never_sell_more_than_there_is()
    {
        var sku = await portal.NewProduct(onHand: 50);
        var buyers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await (await portal.NewAccount()).NewBuyer()));
        var baskets = await Task.WhenAll(buyers.Select(buyer => buyer.NewBasket((sku, 4))));

        var orders = await Task.WhenAll(buyers.Zip(baskets, (buyer, basket) => buyer.Placed(basket)));

        orders.Sum(o => o["lines"].Sum("allocated")).ShouldBe(50);
        orders.Sum(o => o["lines"].Sum("backordered")).ShouldBe(30);
        orders.Select(o => o.Number()).Distinct().Count().ShouldBe(20);
        (await Allocated(sku)).ShouldBe(50);
    }

    /// <summary>What a request does up to the moment at which its host is killed.</summary>
    private async Task CloseOnly(TestAccount account, TestUser user, Guid basketId, Guid orderId, string sku)
    {
        var checkout = portal.Portal.Services.GetRequiredService<ICheckout>();
        var basket = (await checkout.Find(account.Id, user.Id, basketId))!;
        var closed = await checkout.Close(
            new BasketCheckedOut(
                orderId, basketId, basket.Version, account.Id, user.Id, basket.Name, "PO-KILLED", null, null,
                new ShipTo("Andes", "Av. 1", null, "Santiago", null, "7500000", "CL"), false, "USD",
                [new CheckedOutLine(sku, "P", "Acme", "Thing", basket.Lines[0].Quantity, basket.Lines[0].UnitPrice, null)], DateTime.UtcNow),
            canEditShared: true);
        closed.ShouldBe(CloseOutcome.Closed);
    }

    private Task<int> Allocated(string sku) => portal.Portal.Db.One<int>(
        "SELECT sum(allocated)::int FROM catalog.stock WHERE sku = @sku", new { sku });
}
