using Modular.Catalog.Prices;

namespace Modular.Tests.Catalog;

public class StepTextTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        PriceStep[] steps = [new(1, 10), new(50, 12.5m), new(100, null, 99.5m, "USD")];
        StepText.Write(steps).ShouldBe("1: 10 %; 50: 12.5 %; 100: 99.5 USD");
        StepText.Read(StepText.Write(steps)).ShouldBe(steps);
    }

    [Fact]
    public void Spaces_and_decimal_commas_do_not_matter() =>
        StepText.Read("1:10%;50 : 12,5 %\n100:99,50usd").ShouldBe([new(1, 10), new(50, 12.5m), new(100, null, 99.50m, "USD")]);

    [Theory]
    [InlineData("10 %")]
    [InlineData("1: ten %")]
    [InlineData("1: 10")]
    [InlineData("1: -5 %")]
    [InlineData("1: 10 % and more")]
    [InlineData("99999999999: 10 %")]
    public void What_makes_no_sense_is_not_guessed(string text) => StepText.Read(text).ShouldBeNull();
}
