namespace Modular.IntegrationTests.Baskets;

public sealed class LargeBasketTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task One_more_in_a_basket_of_a_thousand_lines_writes_one_line()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        await team.Ana.Bulk(basket, string.Join('\n', Enumerable.Range(0, 1_000).Select(i => $"{Goods.Sku(i)};1")));
        var before = await Rows(basket);
        before.Count.ShouldBe(1_000);

        var added = await team.Ana.Added(basket, Goods.Sku(1_100), 1);
        (await Written(basket, before)).ShouldBe([added.Id]);
        before = await Rows(basket);
        var raised = await team.Ana.Added(basket, Goods.Sku(500), 1);
        (await Written(basket, before)).ShouldBe([raised.Id]);
        before = await Rows(basket);
        await team.Ana.Remove(basket, added.Id);
        (await Written(basket, before)).ShouldBe([added.Id]);
        (await team.Ana.See(basket)).Lines().Length.ShouldBe(1_000);
    }

    [Fact]
    public async Task A_basket_holds_2000_lines_and_no_more()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        await portal.Portal.Db.Execute(
            """
            INSERT INTO baskets.lines (basket_id, id, sku, vendor_part_number, vendor, description, quantity, unit_price, currency, breaks, version, added_at, changed_at, changed_by)
            SELECT @basket, gen_random_uuid(), 'X-' || n, 'X', 'X', 'X', 1, 1, 'USD', '[{"from": 1, "unitPrice": 1}]', 1, now(), now(), @Id
            FROM generate_series(1, 1500) AS n
            """, new { basket, team.AnaUser.Id });

        (await team.Ana.Bulk(basket, string.Join('\n', Enumerable.Range(0, 600).Select(i => $"{Goods.Sku(i)};1")))).ShouldBeRefused(409, "baskets.too_many_lines");
        (await team.Ana.Bulk(basket, string.Join('\n', Enumerable.Range(0, 500).Select(i => $"{Goods.Sku(i)};1"))))["lineCount"].GetInt32().ShouldBe(2_000);
        (await team.Ana.Add(basket, Goods.Sku(600))).ShouldBeRefused(409, "baskets.too_many_lines");
        (await team.Ana.See(basket)).Lines().Length.ShouldBe(2_000);
    }

    private async Task<Dictionary<Guid, string>> Rows(Guid basket) =>
        (await portal.Portal.Db.Many<(Guid Id, string Row)>("SELECT id, ctid::text || '/' || xmin::text FROM baskets.lines WHERE basket_id = @basket", new { basket }))
            .ToDictionary(r => r.Id, r => r.Row);

    private async Task<IEnumerable<Guid>> Written(Guid basket, Dictionary<Guid, string> before) =>
        (await Rows(basket)).Where(r => before.GetValueOrDefault(r.Key) != r.Value).Select(r => r.Key);
}
