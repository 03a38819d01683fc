namespace Modular.IntegrationTests.Baskets;

/// <summary>Half an hour for second thoughts, on a host with a clock of the test's own.</summary>
public sealed class UndoWindowTests : IAsyncLifetime
{
    private readonly AdvancedTime _time = new();
    private TestPortal _portal = null!;

    public async Task InitializeAsync() => _portal = await TestPortal.Start(await TestPostgres.NewDatabase(), _time);

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task After_29_minutes_all_can_be_taken_back_and_after_31_nothing()
    {
        var team = await Team.Meet(_portal);
        foreach (var (minutes, works) in new[] { (29, true), (31, false) })
        {
            var (basket, other) = (await team.Ana.NewBasket(), await team.Ana.NewBasket());
            var line = (await team.Ana.Added(basket, Goods.Sku(0))).Id;
            await team.Ana.Remove(basket, line);
            await team.Ana.Delete($"/api/baskets/{other}");

            _time.By += TimeSpan.FromMinutes(minutes);
            var listed = (await team.Ana.Get("/api/baskets?view=deleted"))["items"].EnumerateArray().Select(i => i.GetProperty("id").GetGuid());
            listed.Contains(other).ShouldBe(works);
            var restoredLine = await team.Ana.Post($"/api/baskets/{basket}/lines/{line}/restoration");
            var restoredBasket = await team.Ana.Post($"/api/baskets/{other}/restoration");
            if (works)
            {
                (restoredLine.Status, restoredBasket.Status).ShouldBe((200, 200));
                await team.Ana.ShouldContain(basket, (Goods.Sku(0), 1));
            }
            else
            {
                restoredLine.ShouldBeRefused(409, "baskets.nothing_to_restore");
                restoredBasket.ShouldBeRefused(409, "baskets.nothing_to_restore");
                await team.Ana.ShouldContain(basket);
            }
        }
    }

    [Fact]
    public async Task A_host_that_read_the_basket_anew_knows_what_can_be_taken_back()
    {
        var team = await Team.Meet(_portal);
        var basket = await team.Ana.NewBasket();
        var line = (await team.Ana.Added(basket, Goods.Sku(0), 3)).Id;
        await team.Ana.Remove(basket, line);
        await _portal.DisposeAsync();
        _portal = await TestPortal.Start(_portal.ConnectionString, _time);
        var ana = await team.AnaUser.SignIn(_portal);

        _time.By += TimeSpan.FromMinutes(29);
        (await ana.Post($"/api/baskets/{basket}/lines/{line}/restoration"))["quantity"].GetInt32().ShouldBe(3);
    }
}
