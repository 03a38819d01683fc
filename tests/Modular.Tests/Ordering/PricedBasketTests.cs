using Modular.Integration.Baskets;
using Modular.Integration.Catalog;
using Modular.Ordering;

namespace Modular.Tests.Ordering;

public sealed class PricedBasketTests
{
    [Fact]
    public void Unchanged_prices_need_no_confirmation()
    {
        var priced = Priced([Line("A", 2, 10m)], Quote("A", 10m));

        priced.Total.ShouldBe(20m);
        priced.Changes.ShouldBeEmpty();
        priced.IsAgreed(null).ShouldBeTrue();
    }

    [Theory]
    [InlineData(9.5)]
    [InlineData(10.01)]
    public void A_price_that_moved_either_way_must_be_confirmed(double now)
    {
        var priced = Priced([Line("A", 2, 10m), Line("B", 1, 5m)], Quote("A", (decimal)now), Quote("B", 5m));

        priced.Changes.ShouldHaveSingleItem().Sku.ShouldBe("A");
        priced.ShownTotal.ShouldBe(25m);
        priced.IsAgreed(null).ShouldBeFalse();
        priced.IsAgreed(25m).ShouldBeFalse();
        priced.IsAgreed(((decimal)now * 2) + 5m).ShouldBeTrue();
    }

    [Fact]
    public void A_confirmed_total_that_prices_have_left_again_is_no_agreement() =>
        Priced([Line("A", 1, 10m)], Quote("A", 10m)).IsAgreed(9m).ShouldBeFalse();

    [Fact]
    public void The_price_of_the_lines_own_quantity_counts()
    {
        var quote = Quote("A", 10m) with { Breaks = [new PriceBreak(1, 10m), new PriceBreak(5, 8m)] };

        Priced([Line("A", 5, 10m)], quote).Total.ShouldBe(40m);
        Priced([Line("A", 4, 10m)], quote).Total.ShouldBe(40m);
    }

    [Fact]
    public void What_stands_against_a_line_is_told_and_it_costs_nothing()
    {
        var priced = Priced(
            [Line("GONE", 1, 10m), Line("LOCKED", 1, 10m), Line("FOREIGN", 1, 10m), Line("GOOD", 1, 10m)],
            Quote("LOCKED", 10m) with { RequiredCertification = "NET", CertificationHeld = false },
            Quote("FOREIGN", 10m) with { Currency = "BRL" },
            Quote("GOOD", 10m));

        priced.Obstacles.Select(l => (l.Sku, l.Obstacle)).ShouldBe(
            [("GONE", Obstacle.NotSold), ("LOCKED", Obstacle.CertificationMissing), ("FOREIGN", Obstacle.CurrencyChanged)]);
        priced.Total.ShouldBe(10m);
        priced.Changes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(10, 7, 0)]
    [InlineData(3, 7, 4)]
    [InlineData(0, 7, 7)]
    [InlineData(-2, 7, 7)]
    public void What_is_not_there_waits(int available, int quantity, int backordered) =>
        Priced([Line("A", quantity, 1m)], Quote("A", 1m) with { Available = available }).Lines[0].Backordered.ShouldBe(backordered);

    private static PricedBasket Priced(LineToOrder[] lines, params Quote[] quotes) => PricedBasket.Of(lines, quotes.ToDictionary(q => q.Sku));

    private static LineToOrder Line(string sku, int quantity, decimal price) => new(Guid.NewGuid(), sku, quantity, price, "USD", null);

    private static Quote Quote(string sku, decimal price) => new(
        sku, "P-" + sku, "Vendor", "Thing " + sku, "USD", price, [new PriceBreak(1, price)], "retail", null, true, 100)
    {
        Reason = PriceReason.Retail,
    };
}
