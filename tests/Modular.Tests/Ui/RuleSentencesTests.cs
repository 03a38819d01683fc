using System.Globalization;
using FluentValidation;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Ui;

namespace Modular.Tests.Ui;

public sealed class RuleSentencesTests
{
    public RuleSentencesTests() => RuleSentences.Use();

    [Theory]
    [InlineData("en", "This must not be empty.", "Write an e-mail address, such as ana@company.com.", "At most 3 characters; these are 4.")]
    [InlineData("es", "Este dato es obligatorio.", "Escriba una dirección de correo electrónico, como ana@empresa.com.", "Como máximo 3 caracteres; hay 4.")]
    [InlineData("pt-BR", "Este dado é obrigatório.", "Escreva um endereço de e-mail, como ana@empresa.com.", "No máximo 3 caracteres; há 4.")]
    public void Rules_speak_the_readers_language(string language, string required, string email, string tooLong) => Reading(language, () =>
    {
        Said(v => v.RuleFor(t => t.TaxIdText).NotEmpty(), new Typed()).ShouldBe(required);
        Said(v => v.RuleFor(t => t.TaxIdText).NotNull(), new Typed()).ShouldBe(required);
        Said(v => v.RuleFor(t => t.TaxIdText).EmailAddress(), new Typed("x")).ShouldBe(email);
        Said(v => v.RuleFor(t => t.TaxIdText).MaximumLength(3), new Typed("four")).ShouldBe(tooLong);
    });

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("pt-BR")]
    public void No_rule_says_the_name_that_a_field_has_in_code(string language) => Reading(language, () =>
    {
        Action<Typing>[] rules =
        [
            v => v.RuleFor(t => t.TaxIdText).Empty(), v => v.RuleFor(t => t.TaxIdText).Null(),
            v => v.RuleFor(t => t.TaxIdText).Length(7, 9), v => v.RuleFor(t => t.TaxIdText).MinimumLength(7), v => v.RuleFor(t => t.TaxIdText).Matches("^z$"),
            v => v.RuleFor(t => t.TaxIdText).Must(_ => false), v => v.RuleFor(t => t.TaxIdText).Equal("z"), v => v.RuleFor(t => t.TaxIdText).NotEqual("four"),
            v => v.RuleFor(t => t.Quantity).InclusiveBetween(5, 6), v => v.RuleFor(t => t.Quantity).ExclusiveBetween(5, 7),
            v => v.RuleFor(t => t.Quantity).GreaterThan(5), v => v.RuleFor(t => t.Quantity).GreaterThanOrEqualTo(5),
            v => v.RuleFor(t => t.Quantity).LessThan(0), v => v.RuleFor(t => t.Quantity).LessThanOrEqualTo(0), v => v.RuleFor(t => t.TaxIdText).IsEnumName(typeof(DayOfWeek)),
        ];
        foreach (var rule in rules)
        {
            var said = Said(rule, new Typed("four", 1));
            said.ShouldNotContain("Tax", Case.Insensitive);
            said.ShouldNotContain("Quantity", Case.Insensitive);
            said.ShouldNotContain("{");
            said.ShouldNotStartWith("request.");
        }
    });

    private static string Said(Action<Typing> rule, Typed typed)
    {
        var typing = new Typing();
        rule(typing);
        return typing.Validate(typed).Errors.ShouldHaveSingleItem().ErrorMessage;
    }

    private static void Reading(string language, Action act)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            act();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private sealed record Typed(string? TaxIdText = null, int Quantity = 0);

    private sealed class Typing : AbstractValidator<Typed>;
}
