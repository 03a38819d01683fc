using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Http;
using Modular.Integration.Billing;
using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.BuildingBlocks;
using Modular.IntegrationTests.Identity;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Billing;

/// <summary>An order paid by card is authorized once, and nothing is lost where it is not.</summary>
public sealed class PaidOrderTests(Payments payments) : IClassFixture<Payments>
{
    private TestPortal Portal => payments.Portal;

    [Fact]
    public async Task An_order_is_authorized_once_however_often_it_is_sent()
    {
        var (account, boss) = await NewBoss();
        var card = await payments.NewCard(boss);
        var basket = await payments.NewBasket(boss);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => boss.Order(basket, Payments.Order(card), ("Idempotency-Key", "same"))));

        answers.Select(a => a.Status).Distinct().ShouldBe([201]);
        var order = await boss.Get($"/api/orders/{answers[0].Number()}");
        (order["payment"].GetProperty("kind").GetString(), order["payment"].GetProperty("label").GetString()).ShouldBe(("card", "Visa •••• 4242"));
        (await payments.Held(basket)).ShouldBe(["authorized"]);
        (await account.Audited($"payment/{answers[0].Id}")).Select(a => a.Action).ShouldBe(["billing.authorization_asked", "billing.authorization_answered"]);
    }

    [Fact]
    public async Task Clicks_without_a_common_key_hold_the_amount_once_too()
    {
        var (_, boss) = await NewBoss();
        var card = await payments.NewCard(boss);
        var basket = await payments.NewBasket(boss);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => boss.Order(basket, Payments.Order(card), ("Idempotency-Key", $"k{n}"))));

        answers.Where(a => a.Status != 201).Select(a => a.Code).Distinct().ShouldBeSubsetOf(["ordering.ordered_already", "ordering.payment_pending"]);
        answers.Where(a => a.Status == 201).Select(a => a.Number()).Distinct().Count().ShouldBe(1);
        (await boss.Total()).ShouldBe(1);
        (await payments.Held(basket)).ShouldBe(["authorized"]);
    }

    [Theory]
    [InlineData(Payments.Declined, "do_not_honor", "El banco rechazó el pago. La canasta sigue igual; elija otro tipo de pago.")]
    [InlineData(Payments.NoFunds, "insufficient_funds", "El pago fue rechazado: la tarjeta no tiene fondos suficientes. La canasta sigue igual; elija otro tipo de pago.")]
    public async Task A_declined_card_loses_nothing_and_another_pays(string number, string reason, string sentence)
    {
        var (_, boss) = await NewBoss();
        var (bad, good) = (await payments.NewCard(boss, number), await payments.NewCard(boss));
        var basket = await payments.NewBasket(boss);

        var declined = await boss.Order(basket, Payments.Order(bad), ("Idempotency-Key", "k"), ("Accept-Language", "es"));
        declined.ShouldBeRefused(409, "ordering.payment_declined", "paymentMethodId");
        (declined["detail"].GetString(), declined["current"].GetProperty("reason").GetString()).ShouldBe((sentence, reason));
        (await boss.Get($"/api/baskets/{basket}"))["status"].GetString().ShouldBe("active");

        (await boss.Order(basket, Payments.Order(good), ("Idempotency-Key", "k"))).Status.ShouldBe(201);
        (await payments.Held(basket)).ShouldBe(["declined", "authorized"]);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_leaves_it_pending_and_a_retry_resolves_it()
    {
        var (_, boss) = await NewBoss();
        var card = await payments.NewCard(boss, Payments.Late);
        var basket = await payments.NewBasket(boss);

        (await boss.Order(basket, Payments.Order(card), ("Idempotency-Key", "one"))).ShouldBeRefused(409, "ordering.payment_pending");
        (await boss.Get($"/api/baskets/{basket}"))["status"].GetString().ShouldBe("active");

        (await boss.Order(basket, Payments.Order(card), ("Idempotency-Key", "another"))).Status.ShouldBe(201);
        (await payments.Held(basket)).ShouldBe(["authorized"]);
    }

    [Fact]
    public async Task A_request_killed_between_authorization_and_order_is_found_by_its_repetition()
    {
        var account = await Portal.NewAccount();
        var user = await account.NewAdministrator();
        var boss = await user.SignIn();
        var card = await payments.NewCard(boss);
        var basket = await payments.NewBasket(boss, 42m);
        var id = CommandId.Of(Caller.Nobody with { AccountId = account.Id, UserId = user.Id }, $"/api/baskets/{basket}/order", "k");
        using (var scope = Portal.Services.CreateScope())
        {
            var held = await scope.ServiceProvider.GetRequiredService<IPayments>()
                .Authorize(new PaymentWish(account.Id, id, basket, card, 42m, "USD", "/orders/confirmation/"));
            held.State.ShouldBe(PaymentState.Granted);
        }

        var placed = await boss.Order(basket, Payments.Order(card), ("Idempotency-Key", "k"));

        placed.Status.ShouldBe(201, placed.Text);
        placed.Id.ShouldBe(id);
        (await payments.Held(basket)).ShouldBe(["authorized"]);
    }

    [Fact]
    public async Task What_was_held_for_an_order_that_never_came_is_given_back()
    {
        var clock = new AdvancedTime();
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase(), clock, "Billing:TestProvider=true", "Billing:GiveBackEvery=1");
        var account = await own.NewAccount();
        var user = await account.NewAdministrator();
        var boss = await user.SignIn();
        var setup = (await own.Anonymous.Post("/test-payments/setups", new { number = Payments.Good, expiry = "12/40", holder = "Ana" }))["setup"].GetString();
        var card = (await boss.Post("/api/payment-methods", new { kind = "card", setup })).Id;
        var paid = await boss.NewBasket((await own.NewProduct(), 1));
        (await boss.Order(paid, Payments.Order(card))).Status.ShouldBe(201);
        var left = Guid.NewGuid();
        using var scope = own.Services.CreateScope();
        (await scope.ServiceProvider.GetRequiredService<IPayments>().Authorize(new PaymentWish(account.Id, Guid.NewGuid(), left, card, 5m, "USD", "/")))
            .State.ShouldBe(PaymentState.Granted);
        await Eventually.True(async () => await own.Db.One<int>("SELECT count(*)::int FROM billing.authorizations WHERE placed_at IS NOT NULL") == 1, "the order is known");

        await Task.Delay(TimeSpan.FromSeconds(2));
        (await Statuses(own, left)).ShouldBe(["authorized"]);
        clock.By = TimeSpan.FromHours(25);

        await Eventually.True(async () => (await Statuses(own, left))[0] == "voided", "what was left over is given back");
        (await Statuses(own, paid)).ShouldBe(["authorized"]);
        (await own.Db.One<int>("SELECT count(*)::int FROM billing.test_authorizations WHERE status = 'voided'")).ShouldBe(1);
    }

    [Fact]
    public async Task One_that_cannot_be_given_back_does_not_hold_up_the_others()
    {
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase(), "Billing:TestProvider=true", "Billing:GiveBackEvery=1");
        await own.Db.Execute(
            """
            CREATE FUNCTION billing.stuck() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''stuck''; END';
            CREATE TRIGGER stuck BEFORE UPDATE ON billing.test_authorizations FOR EACH ROW WHEN (OLD.key LIKE '%-1') EXECUTE FUNCTION billing.stuck();
            INSERT INTO billing.authorizations (order_id, attempt, account_id, basket_id, method_id, amount, currency, status, created_at, changed_at)
            SELECT gen_random_uuid(), CASE WHEN n IN (1, 20) THEN 1 ELSE 2 END, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, 'USD', 'voiding', now(), now()
            FROM generate_series(1, 20) n;
            INSERT INTO billing.test_authorizations (key, reference, token, amount, currency, status, return_url, made_at)
            SELECT replace(order_id::text, '-', '') || '-' || attempt, order_id, '', amount, currency, 'authorized', '/', now() FROM billing.authorizations
            """);

        await Eventually.True(
            async () => await own.Db.One<int>("SELECT count(*)::int FROM billing.authorizations WHERE status = 'voided'") == 18, "all others are given back");
        (await own.Db.Many<string>("SELECT DISTINCT status FROM billing.authorizations WHERE attempt = 1")).ShouldBe(["voiding"]);
    }

    [Fact]
    public async Task A_payment_that_must_be_confirmed_places_the_order_after_it()
    {
        var (_, boss) = await NewBoss();
        var card = await payments.NewCard(boss, Payments.Confirms);
        var basket = await payments.NewBasket(boss);
        using var browser = new Browser(Portal, boss);

        var waits = await boss.Order(basket, Payments.Order(card), ("Idempotency-Key", "k"));
        waits.ShouldBeRefused(409, "ordering.payment_unconfirmed");
        var (orderId, url) = (waits["current"].GetProperty("orderId").GetGuid(), waits["current"].GetProperty("confirmationUrl").GetString()!);
        (await boss.Post($"/api/orders/confirmations/{orderId}")).ShouldBeRefused(409, "ordering.payment_unconfirmed");
        (await boss.Total()).ShouldBe(0);
        var waiting = await browser.Open($"/orders/confirmation/{orderId}");
        waiting.Html.ShouldContain(url);
        waiting.Text.ShouldContain(waits["current"].GetProperty("name").GetString()!);
        waiting.Html.ShouldContain($">{waits["current"].GetProperty("currency").GetString()}</span>");

        var back = await Payments.Answer(browser, url, accept: true);
        back.Location.ShouldBe($"/orders/confirmation/{orderId}");
        var shown = await browser.Open(back.Location!);
        shown.Status.ShouldBe(302, shown.Text);
        shown.Location!.ShouldContain("?placed=1");

        var again = await boss.Order(basket, Payments.Order(card), ("Idempotency-Key", "k"));
        (again.Status, again.Id).ShouldBe((201, orderId));
        (await boss.Post($"/api/orders/confirmations/{orderId}")).Id.ShouldBe(orderId);
        (await boss.Total()).ShouldBe(1);
        (await payments.Held(basket)).ShouldBe(["authorized"]);
        var stranger = (await NewBoss()).Boss;
        (await stranger.Post($"/api/orders/confirmations/{orderId}")).ShouldBeRefused(404, "ordering.confirmation_unknown");
    }

    [Fact]
    public async Task A_payment_that_was_not_confirmed_places_nothing()
    {
        var (_, boss) = await NewBoss();
        var card = await payments.NewCard(boss, Payments.Confirms);
        var basket = await payments.NewBasket(boss);
        using var browser = new Browser(Portal, boss);
        var waits = await boss.Order(basket, Payments.Order(card));
        var back = await Payments.Answer(browser, waits["current"].GetProperty("confirmationUrl").GetString()!, accept: false);

        (await browser.Open(back.Location!)).Text.ShouldContain("The payment was not confirmed with the bank.");
        (await boss.Total()).ShouldBe(0);
        (await boss.Get($"/api/baskets/{basket}"))["status"].GetString().ShouldBe("active");
    }

    [Fact]
    public async Task On_account_asks_nobody()
    {
        var (_, boss) = await NewBoss();
        var terms = (await boss.Post("/api/payment-methods", new { kind = "terms" })).Id;
        var basket = await payments.NewBasket(boss);
        (await boss.Placed(basket, Payments.Order(terms)))["payment"].GetProperty("kind").GetString().ShouldBe("terms");
        (await payments.Held(basket)).ShouldBeEmpty();
    }

    private async Task<(TestAccount Account, Api Boss)> NewBoss()
    {
        var account = await Portal.NewAccount();
        return (account, await (await account.NewAdministrator()).SignIn());
    }

    private static async Task<string[]> Statuses(TestPortal portal, Guid basket) =>
        [.. await portal.Db.Many<string>("SELECT status FROM billing.authorizations WHERE basket_id = @basket", new { basket })];
}
