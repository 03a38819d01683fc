using Modular.Ordering;

namespace Modular.Tests.Ordering;

public sealed class AddressTests
{
    private static readonly Address Good = new("Andes Sistemas", "Av. Providencia 1", null, "Santiago", "RM", "7500000", "CL");

    [Fact]
    public void A_complete_address_passes() => Faults(Good).ShouldBeEmpty();

    [Theory]
    [InlineData("XX")]
    [InlineData("XK")]
    [InlineData("CHL")]
    [InlineData("")]
    [InlineData(null)]
    public void A_country_is_one_of_the_standard(string? country) => Faults(Good with { Country = country }).ShouldBe(["Country"]);

    [Fact]
    public void A_country_may_be_written_small() => Faults(Good with { Country = "br" }).ShouldBeEmpty();

    [Fact]
    public void Every_faulty_field_is_named() =>
        Faults(new Address(null, new string('x', 101), "a\u0007", " ", "\n", null, "CL"))
            .ShouldBe(["Name", "Line1", "Line2", "City", "Region", "PostalCode"]);

    [Fact]
    public void All_of_the_standard_are_known()
    {
        Countries.Choices().Count.ShouldBeInRange(230, 249);
        foreach (var code in new[] { "AR", "BR", "CL", "CO", "CR", "DE", "EC", "ES", "MX", "PE", "PT", "US", "UY" }) Countries.IsCode(code).ShouldBeTrue(code);
    }

    private static string[] Faults(Address address) =>
        [.. new AddressRules().Validate(address).Errors.Select(e => e.PropertyName).Distinct()];
}
