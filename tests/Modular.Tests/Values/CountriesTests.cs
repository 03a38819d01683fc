using System.Globalization;
using System.Text.RegularExpressions;
using Modular.BuildingBlocks.Ui;
using Modular.BuildingBlocks.Values;

namespace Modular.Tests.Values;

public sealed partial class CountriesTests
{
    [Fact]
    public void All_of_the_standard_are_known()
    {
        Countries.Choices().Count.ShouldBeInRange(230, 249);
        foreach (var code in new[] { "AR", "BR", "CL", "CO", "CR", "DE", "EC", "ES", "MX", "PE", "PT", "US", "UY" }) Countries.IsCode(code).ShouldBeTrue(code);
    }

    [Theory]
    [InlineData("es", "US=Estados Unidos|DE=Alemania|JP=Japón|BR=Brasil|GR=Grecia|EG=Egipto|RU=Rusia|CN=China|IN=India|GB=Reino Unido|PE=Perú")]
    [InlineData("pt-BR", "US=Estados Unidos|DE=Alemanha|JP=Japão|BR=Brasil|GR=Grécia|EG=Egito|RU=Rússia|CN=China|IN=Índia|GB=Reino Unido|PE=Peru")]
    [InlineData("en", "US=United States|DE=Germany|JP=Japan|BR=Brazil|GR=Greece|EG=Egypt|RU=Russia|CN=China|IN=India|GB=United Kingdom|PE=Peru")]
    public void Countries_are_named_in_the_readers_language(string language, string names) => Reading(language, () =>
    {
        foreach (var pair in names.Split('|').Select(name => name.Split('='))) Countries.Name(pair[0]).ShouldBe(pair[1]);
    });

    [Theory]
    [InlineData("es")]
    [InlineData("pt-BR")]
    [InlineData("en")]
    public void Every_country_has_a_name_in_Latin_letters_and_stands_in_order(string language) => Reading(language, () =>
    {
        var choices = Countries.Choices();
        foreach (var choice in choices)
        {
            choice.Text.ShouldMatch(Latin().ToString(), $"{choice.Value} in {language}");
            choice.Text.ShouldNotBe(choice.Value);
            choice.Text.ShouldBe(Countries.Name(choice.Value));
        }

        choices.Select(choice => choice.Text).Distinct().Count().ShouldBe(choices.Count);
        choices.Select(choice => choice.Text).ShouldBe(
            choices.Select(choice => choice.Text).Order(StringComparer.Create(CultureInfo.GetCultureInfo(language), ignoreCase: true)));
    });

    [Fact]
    public void The_languages_differ()
    {
        string[] In(string language) => Reading(language, () => Countries.Choices().OrderBy(c => c.Value, StringComparer.Ordinal).Select(c => c.Text).ToArray());
        var (es, pt, en) = (In("es"), In("pt-BR"), In("en"));
        es.Zip(en).Count(pair => pair.First != pair.Second).ShouldBeGreaterThan(90);
        pt.Zip(en).Count(pair => pair.First != pair.Second).ShouldBeGreaterThan(90);
        es.Zip(pt).Count(pair => pair.First != pair.Second).ShouldBeGreaterThan(90);
    }

    private static void Reading(string language, Action act) => Reading(language, () =>
    {
        act();
        return true;
    });

    private static T Reading<T>(string language, Func<T> read)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"^[\p{IsBasicLatin}\p{IsLatin-1Supplement}\p{IsLatinExtended-A}’]{3,}$")]
    private static partial Regex Latin();
}
