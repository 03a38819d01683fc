using static Modular.IntegrationTests.Baskets.BasketCalls;

namespace Modular.IntegrationTests.Baskets;

/// <summary>The same basket edited through two hosts: what one wrote, the other knows.</summary>
public sealed class TwoHostsTests(TwoHosts hosts) : IClassFixture<TwoHosts>
{
    [Fact]
    public async Task Edits_that_alternate_are_all_kept_and_seen_at_once()
    {
        var (one, other, _) = await hosts.NewBuyer();
        var basket = await one.NewBasket("shared");
        var line = await one.Added(basket, Goods.Sku(0), 1);
        for (var i = 2; i < 40; i++)
        {
            var (writer, reader) = i % 2 == 0 ? (other, one) : (one, other);
            line = await writer.Change(basket, line.Id, new { quantity = i }, Seen(line.Version()));
            (line.Status, line.Version(), line["basketVersion"].GetInt64()).ShouldBe((200, i, i + 1), line.Text);
            var seen = await reader.See(basket);
            (seen.Version(), seen.Lines()[0].GetProperty("quantity").GetInt32()).ShouldBe((i + 1, i));
        }
    }

    [Fact]
    public async Task Neither_refuses_nor_ignores_by_what_the_other_has_changed()
    {
        var (one, other, _) = await hosts.NewBuyer();
        var (shared, mine) = (await one.NewBasket("shared"), await one.NewBasket());
        var line = (await one.Added(shared, Goods.Sku(0), 1)).Id;
        var own = (await one.Added(mine, Goods.Sku(0), 1)).Id;
        // Both have the baskets in memory now.
        await other.Added(shared, Goods.Sku(1));
        await other.Added(mine, Goods.Sku(1));
        await one.Change(shared, line, new { quantity = 5 }, Seen(1));
        await one.Change(mine, own, new { quantity = 5 });

        var stale = await other.Change(shared, line, new { quantity = 9 }, Seen(1));
        stale.ShouldBeRefused(412, "baskets.line_changed");
        stale["current"].GetProperty("quantity").GetInt32().ShouldBe(5);
        (await other.Change(mine, own, new { quantity = 1 }))["quantity"].GetInt32().ShouldBe(1);
        await one.ShouldContain(mine, (Goods.Sku(0), 1), (Goods.Sku(1), 1));

        (await one.Delete($"/api/baskets/{mine}")).Status.ShouldBe(204);
        (await other.Add(mine, Goods.Sku(0))).ShouldBeRefused(404, "baskets.unknown");
        (await other.Post($"/api/baskets/{mine}/restoration")).Status.ShouldBe(200);
        await one.Added(mine, Goods.Sku(0), 1);
        await other.ShouldContain(mine, (Goods.Sku(0), 2), (Goods.Sku(1), 1));
    }

    [Fact]
    public async Task What_is_added_through_both_at_once_adds_up()
    {
        var (one, other, _) = await hosts.NewBuyer();
        var basket = await one.NewBasket("shared");
        await Task.WhenAll(Enumerable.Range(1, 16).Select(async client =>
        {
            for (var i = 0; i < 5; i++) await (client % 2 == 0 ? one : other).Added(basket, Goods.Sku(0), client);
        }));
        (await other.See(basket)).Content().ShouldBe([(Goods.Sku(0), 5 * 16 * 17 / 2)]);
        (await one.See(basket)).Version().ShouldBe(81);
    }

    [Fact]
    public async Task Of_changes_of_one_line_on_the_same_version_one_wins()
    {
        var (one, other, _) = await hosts.NewBuyer();
        var basket = await one.NewBasket("shared");
        var line = await one.Added(basket, Goods.Sku(0), 1_000);
        for (var round = 1; round <= 10; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(q =>
                (q % 2 == 0 ? one : other).Change(basket, line.Id, new { quantity = (10 * round) + q }, Seen(round))));
            var winner = answers.Where(a => a.Status == 200).ShouldHaveSingleItem();
            foreach (var loser in answers.Where(a => a.Status != 200))
            {
                loser.ShouldBeRefused(412, "baskets.line_changed");
                loser["current"].GetProperty("quantity").GetInt32().ShouldBe(winner["quantity"].GetInt32());
            }
        }
    }

    [Fact]
    public async Task A_line_put_back_through_both_at_once_is_put_back_once()
    {
        var (one, other, _) = await hosts.NewBuyer();
        var basket = await one.NewBasket();
        for (var round = 0; round < 10; round++)
        {
            var line = (await one.Added(basket, Goods.Sku(round), 3)).Id;
            await other.Remove(basket, line);
            var restored = await Task.WhenAll(new[] { one, other }.Select(o => o.Post($"/api/baskets/{basket}/lines/{line}/restoration")));
            restored.Select(r => r.Status).Order().ShouldBe([200, 409]);
            (await one.See(basket)).Content()[^1].ShouldBe((Goods.Sku(round), 3));
        }
    }

    [Fact]
    public async Task A_key_repeated_at_the_other_host_counts_once_though_answers_are_lost()
    {
        var (one, other, account) = await hosts.NewBuyer();
        var basket = await one.NewBasket();
        for (var round = 0; round < 5; round++)
        {
            var key = Key($"round {round}");
            var repeating = Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? one : other).Add(basket, Goods.Sku(0), 1, key)));
            while (!repeating.IsCompleted) await hosts.One.Db.Execute("DELETE FROM platform.idempotency WHERE account_id = @Id", new { account.Id });
            (await repeating).ShouldAllBe(a => a.Status == 201);
        }

        await other.ShouldContain(basket, (Goods.Sku(0), 5));
    }
}
