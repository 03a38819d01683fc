using Modular.Catalog;
using Modular.Catalog.Prices;
using Modular.Integration.Catalog;

namespace Modular.Tests.Catalog;

public class PricingTests
{
    private static readonly Product Switch = new(
        "AUR1", "SW-1", "Aurelink", null, "Switch", "Networking > Switches > Managed", null, 200m, "USD", null, true, null, 5);

    [Fact]
    public void Without_a_list_the_retail_price_is_paid()
    {
        var price = Pricing.Of(Switch, null);
        price.Breaks.ShouldBe([new PriceBreak(1, 200m)]);
        price.Reason.ShouldBe(PriceReason.Retail);
    }

    [Fact]
    public void The_most_specific_rule_decides_alone()
    {
        PriceRule[] rules =
        [
            Rule(null, null, null, 1),
            Rule(null, "Aurelink", null, 2),
            Rule(null, null, "Networking", 3),
            Rule(null, "Aurelink", "Networking", 4),
            Rule(null, null, "Networking > Switches", 5),
            Rule(null, "Aurelink", "Networking > Switches", 6),
            Rule(null, null, "Networking > Switches > Managed", 7),
            Rule("AUR1", null, null, 8),
        ];
        // From the least specific to the most: each beats all before it, in whatever order the list has them.
        for (var known = 1; known <= rules.Length; known++)
        {
            Percent(rules[..known]).ShouldBe(known);
            Percent([.. rules[..known].Reverse()]).ShouldBe(known);
        }
    }

    [Theory]
    [InlineData("Networking > Switch")]
    [InlineData("Networking > Switches > Managed > Stackable")]
    [InlineData("Switches")]
    public void A_category_that_only_begins_alike_is_another(string category) =>
        Pricing.Of(Switch, new PriceList("L", "L", [Rule(null, null, category, 50)])).Reason.Rule.ShouldBe("retail");

    [Fact]
    public void Case_of_vendor_and_category_does_not_count() =>
        Percent([Rule(null, "AURELINK", "networking > switches", 9)]).ShouldBe(9);

    [Fact]
    public void Steps_lower_the_unit_price_from_their_quantity_on()
    {
        var list = new PriceList("L", "L", [new PriceRule(null, null, null, [new(1, 10), new(10, 15), new(50, 15), new(100, 20)])]);
        var quote = Quoted(Pricing.Of(Switch, list));
        // A step that changes nothing is not shown.
        quote.Breaks.Select(b => b.From).ShouldBe([1, 10, 100]);
        (quote.UnitPrice(1), quote.UnitPrice(9), quote.UnitPrice(10), quote.UnitPrice(99), quote.UnitPrice(100)).ShouldBe((180m, 180m, 170m, 170m, 160m));
    }

    [Fact]
    public void A_fixed_price_counts_in_its_own_currency_only()
    {
        PriceRule dollars = new("AUR1", null, null, [new(1, null, 150m, "USD")]), pesos = new("AUR1", null, null, [new(1, null, 150m, "CLP")]);
        Pricing.Of(Switch, new PriceList("L", "L", [dollars])).Breaks.ShouldBe([new PriceBreak(1, 150m)]);
        Pricing.Of(Switch, new PriceList("L", "L", [pesos, Rule(null, null, null, 10)])).Breaks.ShouldBe([new PriceBreak(1, 180m)]);
    }

    [Theory]
    [InlineData("USD", 0.10, 5, 0.10)]     // 0.095
    [InlineData("USD", 19.99, 12.5, 17.49)] // 17.49125
    [InlineData("USD", 1.50, 33.33, 1.00)] // 1.00005
    [InlineData("CLP", 999, 10, 899)]      // 899.1
    [InlineData("CLP", 15, 10, 14)]        // 13.5
    public void Half_a_unit_is_rounded_up(string currency, double retail, double percent, double expected) =>
        Pricing.Of(Switch with { Currency = currency, RetailPrice = (decimal)retail }, new PriceList("L", "L", [Rule(null, null, null, (decimal)percent)]))
            .Breaks[0].UnitPrice.ShouldBe((decimal)expected);

    [Fact]
    public void The_reason_names_list_target_and_percentage() =>
        Pricing.Of(Switch, new PriceList("ANDES", "Premier", [Rule(null, "Aurelink", "Networking", 12)])).Reason
            .ShouldBe(new PriceReason("list_percent", "ANDES", "Premier", null, "Aurelink", "Networking", 12));

    private static PriceRule Rule(string? sku, string? vendor, string? category, decimal percent) =>
        new(sku, vendor, category, [new PriceStep(1, percent)]);

    private static decimal? Percent(PriceRule[] rules) => Pricing.Of(Switch, new PriceList("L", "L", rules)).Reason.PercentOff;

    private static Quote Quoted(Price price) => new(
        "AUR1", "SW-1", "Aurelink", "Switch", "USD", 200m, price.Breaks, price.Reason.Rule, null, true, 5) { Reason = price.Reason };
}
