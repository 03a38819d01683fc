using Modular.BuildingBlocks.Ui;
using Modular.Catalog.Import;

namespace Modular.Catalog.Prices;

/// <summary>The shape of a price list's rule.</summary>
internal sealed class PriceRuleRules : AbstractValidator<PriceRule>
{
    private static readonly Texts Texts = new([TextSource.Of("catalog", "Modular.Catalog.Text", typeof(PriceRuleRules).Assembly)]);

    public PriceRuleRules()
    {
        RuleFor(r => r.Sku).Line(40).Must(sku => sku is null || PriceRowParser.IsSku(sku)).WithMessage(_ => Text("catalog.import_not_a_sku"));
        RuleFor(r => r.Vendor).Line(80);
        RuleFor(r => r.Category).Line(200);
        RuleFor(r => r).Must(r => r.Sku is null || (r.Vendor is null && r.Category is null))
            .WithMessage(_ => Text("catalog.price_rule_target")).OverridePropertyName("sku");
        RuleFor(r => r.Steps).Must(steps => steps is [{ From: 1 }, ..] && steps.Zip(steps.Skip(1)).All(pair => pair.First.From < pair.Second.From))
            .WithMessage(_ => Text("catalog.price_rule_steps"));
        RuleFor(r => r.Steps.Count).LessThanOrEqualTo(20).OverridePropertyName("steps");
        RuleForEach(r => r.Steps).Must((rule, step) => IsPrice(rule, step)).WithMessage(_ => Text("catalog.price_rule_price"));
    }

    public static string Text(string key) => Texts[key];

    /// <summary>A percentage, or a price with its currency; a price is for one product.</summary>
    private static bool IsPrice(PriceRule rule, PriceStep step) => (step.PercentOff, step.Price) switch
    {
        ({ } percent, null) => percent is >= 0 and <= 100 && decimal.Round(percent, 2) == percent && step.Currency is null,
        (null, { } price) => rule.Sku is not null && price is >= 0 and <= 99_999_999 && decimal.Round(price, 2) == price
            && step.Currency is { Length: 3 } currency && currency.All(char.IsAsciiLetterUpper),
        _ => false,
    };
}
