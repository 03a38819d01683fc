using Modular.Identity;

namespace Modular.Tests.Identity;

public sealed class TaxIdTests
{
    [Theory]
    [InlineData("BR", "11.222.333/0001-81")]
    [InlineData("BR", "12.ABC.345/01DE-35")]
    [InlineData("BR", "12abc34501de35")]
    [InlineData("CL", "12.345.678-5")]
    [InlineData("CL", "76.192.083-9")]
    [InlineData("MX", "SAT970701NN3")]
    [InlineData("MX", "GODE561231GR8")]
    [InlineData("US", "12-3456789")]
    public void One_whose_check_digits_fit_is_taken(string country, string id) => TaxId.IsValid(country, id).ShouldBeTrue();

    [Theory]
    [InlineData("BR", "11.222.333/0001-82")]
    [InlineData("BR", "12.ABC.345/01DE-36")]
    [InlineData("BR", "12.ABD.345/01DE-35")]
    [InlineData("BR", "00.000.000/0000-00")]
    [InlineData("BR", "12.ABC.345/01DE-3A")]
    [InlineData("CL", "12.345.678-4")]
    [InlineData("CL", "K2.345.678-5")]
    [InlineData("MX", "SAT970701NN4")]
    [InlineData("MX", "SAT971301NN3")]
    [InlineData("MX", "GODE561231GR9")]
    [InlineData("US", "<b>")]
    [InlineData("BR", "")]
    [InlineData("BR", null)]
    public void One_whose_check_digits_do_not_is_refused(string country, string? id) => TaxId.IsValid(country, id).ShouldBeFalse();
}
