using Microsoft.Extensions.DependencyInjection;
using Modular.Integration.Catalog;

namespace Modular.IntegrationTests.Catalog;

public sealed class StockTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private IStock Stock => portal.Portal.Services.GetRequiredService<IStock>();

    private IPriceBook Prices => portal.Portal.Services.GetRequiredService<IPriceBook>();

    [Fact]
    public async Task Orders_at_the_same_moment_never_get_more_than_there_is()
    {
        var skus = await Products((60, 40), (25, 0), (0, 7));
        var random = new Random(1);
        var wishes = Enumerable.Range(0, 60)
            .Select(_ => skus.OrderBy(_ => random.Next()).Select(sku => new StockWish(sku, random.Next(1, 6))).ToList()).ToList();

        var taken = await Task.WhenAll(wishes.Select(wish => Task.Run(() => Stock.Reserve(Guid.CreateVersion7(), wish))));

        // All of it is gone, and nobody got more than was asked for.
        skus.Select(sku => taken.Sum(t => t[sku])).ShouldBe([100, 25, 7]);
        foreach (var (wish, got) in wishes.Zip(taken)) wish.ShouldAllBe(w => got[w.Sku] >= 0 && got[w.Sku] <= w.Quantity);
        (await portal.Portal.Db.One<bool>("SELECT bool_and(allocated = on_hand) FROM catalog.stock WHERE sku = ANY(@skus)", new { skus })).ShouldBeTrue();
        (await Prices.FindNow(default, skus)).Values.ShouldAllBe(q => q.Available == 0);
    }

    [Fact]
    public async Task An_order_reserves_once_however_often_it_asks()
    {
        var skus = await Products((4, 0), (0, 0));
        var order = Guid.CreateVersion7();
        StockWish[] wishes = [new(skus[0], 3), new(skus[1], 2)];

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Stock.Reserve(order, wishes))));
        await (await portal.NewStaff()).ImportRows(PriceUpload.Row(skus[1], miami: 50));
        var later = await Stock.Reserve(order, wishes);

        answers.Append(later).ShouldAllBe(a => a[skus[0]] == 3 && a[skus[1]] == 0);
        (await Prices.FindNow(default, skus))[skus[0]].Available.ShouldBe(1);
    }

    [Fact]
    public async Task One_warehouse_that_has_all_of_it_is_preferred()
    {
        var skus = await Products((5, 30));
        await Stock.Reserve(Guid.CreateVersion7(), [new(skus[0], 20)]);
        (await Allocated(skus[0])).ShouldBe([("MIA", 0), ("SCL", 20)]);
        await Stock.Reserve(Guid.CreateVersion7(), [new(skus[0], 14)]);
        (await Allocated(skus[0])).ShouldBe([("MIA", 4), ("SCL", 30)]);
    }

    [Fact]
    public async Task A_new_count_keeps_what_orders_hold()
    {
        var skus = await Products((10, 0));
        await Stock.Reserve(Guid.CreateVersion7(), [new(skus[0], 8)]);
        await (await portal.NewStaff()).ImportRows(PriceUpload.Row(skus[0], miami: 5));
        (await Prices.FindNow(default, skus))[skus[0]].Available.ShouldBe(0);
        (await Stock.Reserve(Guid.CreateVersion7(), [new(skus[0], 1)]))[skus[0]].ShouldBe(0);
    }

    [Fact]
    public async Task Codes_are_found_whatever_they_are()
    {
        var staff = await portal.NewStaff();
        var own = PriceUpload.NewPrefix();
        var upc = Modular.Simulation.Prices.CheckDigits.WithCheckDigit(
            new Random().NextInt64(10_000_000_000, 99_999_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await staff.ImportRows(
            PriceUpload.Row(own + "A", vendor: "One", part: "Both-" + own, upc: upc),
            PriceUpload.Row(own + "B", vendor: "Two", part: "both-" + own),
            PriceUpload.Row(own + "C", part: own + "A"));

        var found = await Prices.Resolve([own.ToLowerInvariant() + "a", "BOTH-" + own, upc, "0" + upc, "nothing-" + own, own + "C"]);

        found[own + "A"].ShouldBe([own + "A"]); // a SKU, although it is C's part number too
        found["both-" + own].ShouldBe([own + "A", own + "B"]);
        found[upc].ShouldBe([own + "A"]);
        found["0" + upc].ShouldBe([own + "A"]); // UPC-A as EAN-13
        found.Keys.ShouldNotContain("nothing-" + own);
    }

    private async Task<string[]> Products(params (int Miami, int Santiago)[] stock)
    {
        var own = PriceUpload.NewPrefix();
        var skus = stock.Select((_, i) => $"{own}-{i}").ToArray();
        (await (await portal.NewStaff()).ImportRows([.. stock.Select((s, i) => PriceUpload.Row(skus[i], miami: s.Miami, santiago: s.Santiago))])).Status.ShouldBe(201);
        return skus;
    }

    private Task<IReadOnlyList<(string, int)>> Allocated(string sku) => portal.Portal.Db.Many<(string, int)>(
        "SELECT warehouse, allocated FROM catalog.stock WHERE sku = @sku ORDER BY warehouse", new { sku });
}
