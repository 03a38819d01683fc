using static Modular.IntegrationTests.Baskets.BasketCalls;

namespace Modular.IntegrationTests.Baskets;

/// <summary>People who edit a shared basket at the same moment.</summary>
public sealed class CollisionTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Two_people_on_different_lines_never_collide()
    {
        const int Rounds = 50;
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        async Task Edit(Api who, string sku)
        {
            var line = await who.Added(basket, sku, 1_000);
            for (var i = 1; i <= Rounds; i++)
            {
                line = await who.Change(basket, line.Id, new { quantity = i }, Seen(line.Version()));
                (line.Status, line["quantity"].GetInt32(), line.Version()).ShouldBe((200, i, i + 1), line.Text);
            }
        }

        await Task.WhenAll(Edit(team.Ana, Goods.Sku(0)), Edit(team.Bruno, Goods.Sku(1)));
        var seen = await team.Ana.See(basket);
        seen.Content().Order().ShouldBe([(Goods.Sku(0), Rounds), (Goods.Sku(1), Rounds)]);
        seen.Version().ShouldBe(1 + 2 + (2 * Rounds));
    }

    [Fact]
    public async Task Of_many_changes_of_one_line_on_the_same_version_one_wins()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        var line = await team.Ana.Added(basket, Goods.Sku(0), 1_000);
        for (var round = 1; round <= 10; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(quantity =>
                (quantity % 2 == 0 ? team.Ana : team.Bruno).Change(basket, line.Id, new { quantity = (100 * round) + quantity }, Seen(round))));

            var winner = answers.Where(a => a.Status == 200).ShouldHaveSingleItem();
            winner.Version().ShouldBe(round + 1);
            foreach (var loser in answers.Where(a => a.Status != 200))
            {
                loser.ShouldBeRefused(412, "baskets.line_changed");
                (loser["current"].GetProperty("quantity").GetInt32(), loser["current"].GetProperty("version").GetInt64())
                    .ShouldBe((winner["quantity"].GetInt32(), round + 1));
            }
        }
    }

    [Fact]
    public async Task Of_a_change_and_a_removal_on_the_same_version_one_wins()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        for (var round = 0; round < 20; round++)
        {
            var line = await team.Ana.Added(basket, Goods.Sku(round), 1);
            var (change, remove) = (team.Ana.Change(basket, line.Id, new { quantity = 2 }, Seen(1)), team.Bruno.Remove(basket, line.Id, Seen(1)));
            var statuses = ((await change).Status, (await remove).Status);
            new[] { (200, 412), (404, 204) }.ShouldContain(statuses);
            (await team.Ana.See(basket)).Content().Contains((Goods.Sku(round), 2)).ShouldBe(statuses.Item1 == 200);
        }
    }

    [Fact]
    public async Task What_32_clients_add_at_once_adds_up()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        await Task.WhenAll(Enumerable.Range(1, 32).Select(async client =>
        {
            var who = client % 2 == 0 ? team.Ana : team.Bruno;
            for (var i = 0; i < 10; i++) await who.Added(basket, Goods.Sku(0), client);
        }));

        var seen = await team.Ana.See(basket);
        seen.Content().ShouldBe([(Goods.Sku(0), 10 * 32 * 33 / 2)]);
        (seen.Version(), seen.Lines()[0].GetProperty("version").GetInt64()).ShouldBe((321, 320));
        (await team.Ana.Get($"/api/baskets/{basket}/changes"))["total"].GetInt32().ShouldBe(321);
    }

    [Fact]
    public async Task Nobody_deletes_or_orders_what_another_changed_a_second_ago()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        await team.Ana.Added(basket, Goods.Sku(0));
        var seen = await team.Ana.See(basket);
        await team.Bruno.Added(basket, Goods.Sku(1));

        (await team.Ana.Delete($"/api/baskets/{basket}", ("If-Match", seen.ETag!))).ShouldBeRefused(412, "baskets.changed");
        (await team.Ana.Post($"/api/baskets/{basket}/order", Orders.Body)).Status.ShouldBe(428);
        (await team.Ana.Post($"/api/baskets/{basket}/order", Orders.Body, ("If-Match", seen.ETag!))).Status.ShouldBe(412);
        (await team.Ana.See(basket))["status"].GetString().ShouldBe("active");
    }
}
