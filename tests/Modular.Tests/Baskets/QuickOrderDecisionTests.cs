using Modular.Baskets;
using Modular.Integration.Catalog;

namespace Modular.Tests.Baskets;

public sealed class QuickOrderDecisionTests
{
    private static readonly Dictionary<string, int> Nothing = [];

    private static readonly Dictionary<string, Quote> Quotes = new[]
    {
        Quote("A"), Quote("B"), Quote("M", currency: "MXN"), Quote("C", certification: "CISCO-GOLD"),
    }.ToDictionary(q => q.Sku);

    private static readonly Dictionary<string, IReadOnlyList<string>> Meanings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["A"] = ["A"], ["B"] = ["B"], ["M"] = ["M"], ["C"] = ["C"], ["7501000000017"] = ["A"],
        ["PN-1"] = ["A", "B"], ["PN-2"] = ["A", "sold no more"], ["PN-3"] = ["sold no more"],
    };

    [Theory]
    [InlineData("A;5", nameof(QuickOutcome.Added), "A", 5)]
    [InlineData("a;5", nameof(QuickOutcome.Added), "A", 5)]
    [InlineData("7501000000017;5", nameof(QuickOutcome.Added), "A", 5)]
    [InlineData("A;99999", nameof(QuickOutcome.Added), "A", 99_999)]
    [InlineData("A;007", nameof(QuickOutcome.Added), "A", 7)]
    [InlineData("A;0", nameof(QuickOutcome.QuantityInvalid), "A", null)]
    [InlineData("A;-1", nameof(QuickOutcome.QuantityInvalid), "A", null)]
    [InlineData("A;+1", nameof(QuickOutcome.QuantityInvalid), "A", null)]
    [InlineData("A;100000", nameof(QuickOutcome.QuantityInvalid), "A", null)]
    [InlineData("A;99999999999999999999", nameof(QuickOutcome.QuantityInvalid), "A", null)]
    [InlineData("A;1.5", nameof(QuickOutcome.QuantityInvalid), "A", null)]
    [InlineData("A;1,5", nameof(QuickOutcome.QuantityInvalid), "A", null)]
    [InlineData("A;1e3", nameof(QuickOutcome.QuantityInvalid), "A", null)]
    [InlineData("A;five", nameof(QuickOutcome.QuantityInvalid), "A", null)]
    [InlineData("A;", nameof(QuickOutcome.QuantityInvalid), "A", null)]
    [InlineData("A;\u0665", nameof(QuickOutcome.QuantityInvalid), "A", null)]
    [InlineData("nothing;5", nameof(QuickOutcome.NotFound), null, 5)]
    [InlineData("nothing;0", nameof(QuickOutcome.NotFound), null, null)]
    [InlineData(";5", nameof(QuickOutcome.NotFound), null, 5)]
    [InlineData("PN-2;5", nameof(QuickOutcome.Added), "A", 5)]
    [InlineData("PN-3;5", nameof(QuickOutcome.NotFound), null, 5)]
    public void Each_line_is_decided_on_its_own(string text, string outcome, string? sku, int? quantity)
    {
        var line = Decide(text).ShouldHaveSingleItem();
        (line.Outcome.ToString(), line.Sku, line.Quantity).ShouldBe((outcome, sku, quantity));
    }

    [Fact]
    public void An_ambiguous_code_names_what_it_may_mean()
    {
        var line = Decide("PN-1;5").ShouldHaveSingleItem();
        (line.Outcome, line.Sku).ShouldBe((QuickOutcome.Ambiguous, null));
        line.Candidates.ShouldBe(["A", "B"]);
    }

    [Fact]
    public void A_missing_certification_is_named()
    {
        var line = Decide("C;5").ShouldHaveSingleItem();
        (line.Outcome, line.Sku, line.Certification).ShouldBe((QuickOutcome.CertificationMissing, "C", "CISCO-GOLD"));
    }

    [Fact]
    public void Lines_of_one_product_add_up_to_what_a_line_holds() =>
        Decide("A;60000\na;39999\n7501000000017;1").Select(l => l.Outcome)
            .ShouldBe([QuickOutcome.Added, QuickOutcome.Added, QuickOutcome.QuantityInvalid]);

    [Fact]
    public void What_the_basket_holds_counts_too() =>
        Decide("A;2\nB;2", held: new() { ["A"] = 99_998 }, currency: "USD").Select(l => l.Outcome)
            .ShouldBe([QuickOutcome.QuantityInvalid, QuickOutcome.Added]);

    [Fact]
    public void The_baskets_currency_or_else_the_first_good_lines_decides()
    {
        Decide("M;1\nA;1").Select(l => l.Outcome).ShouldBe([QuickOutcome.Added, QuickOutcome.CurrencyDiffers]);
        Decide("M;0\nA;1\nM;1").Select(l => l.Outcome).ShouldBe([QuickOutcome.QuantityInvalid, QuickOutcome.Added, QuickOutcome.CurrencyDiffers]);
        Decide("M;1\nA;1", currency: "USD").Select(l => l.Outcome).ShouldBe([QuickOutcome.CurrencyDiffers, QuickOutcome.Added]);
    }

    [Fact]
    public void A_bad_line_takes_nothing_from_the_good_ones() =>
        Decide("A;99999\nA;1\nB;1").Select(l => l.Outcome).ShouldBe([QuickOutcome.Added, QuickOutcome.QuantityInvalid, QuickOutcome.Added]);

    private static IReadOnlyList<QuickLine> Decide(string text, Dictionary<string, int>? held = null, string? currency = null) =>
        QuickOrder.Decide(QuickOrder.Read(text), Meanings, Quotes, held ?? Nothing, currency);

    private static Quote Quote(string sku, string currency = "USD", string? certification = null) => new(
        sku, "PN", "Acme", "A " + sku, currency, 10, [new PriceBreak(1, 10)], "retail", certification, certification is null, 5) { Reason = PriceReason.Retail };
}
