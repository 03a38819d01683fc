using static Modular.IntegrationTests.Baskets.BasketCalls;

namespace Modular.IntegrationTests.Baskets;

/// <summary>An addition with an Idempotency-Key counts once, whatever is repeated or lost.</summary>
public sealed class RepeatedAdditionTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Repeated_one_after_another_and_at_once_it_counts_once()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var first = await team.Ana.Add(basket, Goods.Sku(0), 3, Key("a"));
        var again = await team.Ana.Add(basket, Goods.Sku(0), 3, Key("a"));
        (again.Status, again.Text, again.ETag, again.Location).ShouldBe((201, first.Text, first.ETag, first.Location));
        again.Headers["Idempotency-Replayed"].ShouldBe("true");

        var atOnce = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => team.Ana.Add(basket, Goods.Sku(0), 2, Key("b"))));
        atOnce.Select(a => (a.Status, a.Text)).Distinct().ShouldHaveSingleItem().Status.ShouldBe(201);
        await team.Ana.ShouldContain(basket, (Goods.Sku(0), 5));
    }

    [Fact]
    public async Task A_key_belongs_to_its_user_its_basket_and_its_body()
    {
        var team = await Team.Meet(portal.Portal);
        var (basket, other) = (await team.Ana.NewBasket("shared"), await team.Ana.NewBasket());
        await team.Ana.Add(basket, Goods.Sku(0), 1, Key("a"));
        (await team.Bruno.Add(basket, Goods.Sku(0), 10, Key("a"))).Status.ShouldBe(201);
        (await team.Ana.Add(other, Goods.Sku(0), 5, Key("a"))).Status.ShouldBe(201);
        (await team.Ana.Add(basket, Goods.Sku(0), 2, Key("a"))).ShouldBeRefused(409, "request.idempotency_key_reused");
        await team.Ana.ShouldContain(basket, (Goods.Sku(0), 11));
        await team.Ana.ShouldContain(other, (Goods.Sku(0), 5));
    }

    [Fact]
    public async Task A_refused_addition_may_use_its_key_again()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        (await team.Ana.Add(basket, Goods.Sku(0), 0, Key("a"))).Status.ShouldBe(400);
        (await team.Ana.Add(basket, Goods.Sku(0), 1, Key("a"))).Status.ShouldBe(201);
    }

    [Fact]
    public async Task When_the_answer_was_lost_in_a_crash_it_still_counts_once()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var first = await team.Ana.Add(basket, Goods.Sku(0), 3, Key("a"));
        await Forget(team);
        var again = await team.Ana.Add(basket, Goods.Sku(0), 3, Key("a"));
        (again.Status, again.Text).ShouldBe((201, first.Text));

        var lines = $"{Goods.Sku(0)};1\n{Goods.Sku(1)};2";
        await team.Ana.Bulk(basket, lines, Key("b"));
        await Forget(team);
        var bulk = await team.Ana.Bulk(basket, lines, Key("b"));
        (bulk.Status, bulk.Version(), bulk["added"].GetInt32()).ShouldBe((200, 3, 2));
        await team.Ana.ShouldContain(basket, (Goods.Sku(0), 4), (Goods.Sku(1), 2));
    }

    [Fact]
    public async Task When_answers_are_lost_while_others_repeat_it_still_counts_once()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        for (var round = 0; round < 5; round++)
        {
            var key = Key($"round {round}");
            var repeating = Task.WhenAll(Enumerable.Range(0, 12).Select(_ => team.Ana.Add(basket, Goods.Sku(0), 1, key)));
            while (!repeating.IsCompleted) await Forget(team);
            (await repeating).ShouldAllBe(a => a.Status == 201);
        }

        await team.Ana.ShouldContain(basket, (Goods.Sku(0), 5));
    }

    [Fact]
    public async Task What_has_been_taken_out_since_does_not_come_back()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var line = (await team.Ana.Add(basket, Goods.Sku(0), 3, Key("a"))).Id;
        await team.Ana.Remove(basket, line);
        await Forget(team);
        (await team.Ana.Add(basket, Goods.Sku(0), 3, Key("a"))).ShouldBeRefused(404, "baskets.line_unknown");
        await team.Ana.ShouldContain(basket);
    }

    private Task Forget(Team team) =>
        portal.Portal.Db.Execute("DELETE FROM platform.idempotency WHERE account_id = @Id", new { team.Account.Id });
}
