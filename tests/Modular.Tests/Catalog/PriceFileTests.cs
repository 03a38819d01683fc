using Modular.Simulation.Prices;

namespace Modular.Tests.Catalog;

public class PriceFileTests
{
    [Fact]
    public async Task The_same_seed_makes_the_same_file()
    {
        (await new PriceFile(500, 4).Text()).ShouldBe(await new PriceFile(500, 4).Text());
        (await new PriceFile(500, 4).Text()).ShouldNotBe(await new PriceFile(500, 5).Text());
    }

    [Fact]
    public void A_revision_changes_prices_and_stock_of_some_products_and_nothing_else()
    {
        var first = new PriceFile(2_000, 4).Lines().ToList();
        var second = new PriceFile(2_000, 4, Revision: 1).Lines().ToList();
        second.Select(l => l.Sku).ShouldBe(first.Select(l => l.Sku));
        first.Zip(second).Count(pair => pair.First.RetailPrice != pair.Second.RetailPrice).ShouldBeInRange(50, 150);
        first.Zip(second).ShouldAllBe(pair => pair.First.Description == pair.Second.Description);
    }

    [Fact]
    public void Skus_and_upcs_are_unique_and_some_part_numbers_are_two_vendors()
    {
        var lines = new PriceFile(5_000, 4).Lines().ToList();
        lines.Select(l => l.Sku).Distinct().Count().ShouldBe(5_000);
        lines.Select(l => l.Upc).Distinct().Count().ShouldBe(5_000);
        lines.GroupBy(l => l.VendorPartNumber).Count(g => g.Select(l => l.Vendor).Distinct().Count() > 1).ShouldBeInRange(20, 60);
        lines.Count(l => l.RequiredCertification is not null).ShouldBeInRange(100, 500);
    }
}
