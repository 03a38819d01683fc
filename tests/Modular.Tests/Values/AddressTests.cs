using Modular.BuildingBlocks.Values;

namespace Modular.Tests.Values;

public sealed class AddressTests
{
    private static readonly Address Good = new("Andes Sistemas", "Av. Providencia 1", null, "Santiago", "RM", "7500000", "CL");

    [Fact]
    public void A_complete_address_passes() => Faults(Good).ShouldBeEmpty();

    [Theory]
    [InlineData("XX")]
    [InlineData("XK")]
    [InlineData("IC")]
    [InlineData("CHL")]
    [InlineData("")]
    [InlineData(null)]
    public void A_country_is_one_of_the_standard(string? country) => Faults(Good with { Country = country }).ShouldBe(["Country"]);

    [Fact]
    public void A_country_may_be_written_small() => Faults(Good with { Country = "cl" }).ShouldBeEmpty();

    [Theory]
    [InlineData("BR", "01310-100", "SP")]
    [InlineData("BR", "01310100", "sp")]
    [InlineData("CL", "750-0000", "Región Metropolitana")]
    [InlineData("MX", "06600", "CMX")]
    [InlineData("MX", "06600", "nuevo leon")]
    [InlineData("US", "33101", "FL")]
    [InlineData("US", "33101-2345", "pr")]
    [InlineData("AR", "C1425CLA", "CABA")]
    [InlineData("AR", "1425", null)]
    [InlineData("CO", "110221", "Bogotá")]
    [InlineData("PE", "15074", "Lima")]
    [InlineData("DE", "whatever", "Bayern")]
    public void A_country_writes_its_own(string country, string code, string? region) =>
        Faults(Good with { Country = country, PostalCode = code, Region = region }).ShouldBeEmpty();

    [Theory]
    [InlineData("BR", "0131-0100", "SP", "PostalCode")]
    [InlineData("BR", "01310-100", "XX", "Region")]
    [InlineData("CL", "75000", null, "PostalCode")]
    [InlineData("MX", "6600", "CMX", "PostalCode")]
    [InlineData("MX", "06600", "Texas", "Region")]
    [InlineData("US", "3310", "FL", "PostalCode")]
    [InlineData("US", "33101", "ZZ", "Region")]
    [InlineData("AR", "I1425CLA", null, "PostalCode")]
    [InlineData("CO", "11022", null, "PostalCode")]
    [InlineData("PE", "LIMA 1", null, "PostalCode")]
    public void And_not_anothers(string country, string code, string? region, string field) =>
        Faults(Good with { Country = country, PostalCode = code, Region = region }).ShouldBe([field]);

    [Theory]
    [InlineData("US", "33101", new[] { "Region" })]
    [InlineData("BR", "01310-100", new[] { "Region" })]
    [InlineData("CL", "7500000", new string[0])]
    public void A_book_wants_the_state_where_the_country_has_states(string country, string code, string[] faults) =>
        new AddressRules(needsRegion: true).Validate(Good with { Country = country, PostalCode = code, Region = " " })
            .Errors.Select(e => e.PropertyName).Distinct().ShouldBe(faults);

    [Theory]
    [InlineData("+56 2 2345 6789", true)]
    [InlineData("(305) 555-0100 x12", true)]
    [InlineData("call me", false)]
    public void A_phone_number_has_digits(string phone, bool good) => (Faults(Good with { Phone = phone }).Length == 0).ShouldBe(good);

    [Fact]
    public void What_is_kept_is_tidy() =>
        new Address(" Andes ", " Av. 1 ", " ", "SP", " sp ", " 01310-100 ", " br ") { Phone = " 1 " }.Tidy()
            .ShouldBe(new Address("Andes", "Av. 1", null, "SP", "SP", "01310-100", "BR") { Phone = "1" });

    [Fact]
    public void Every_faulty_field_is_named() =>
        Faults(new Address(null, new string('x', 101), "a\u0007", " ", "\n", null, "CL"))
            .ShouldBe(["Name", "Line1", "Line2", "City", "Region", "PostalCode"]);

    private static string[] Faults(Address address) =>
        [.. new AddressRules().Validate(address).Errors.Select(e => e.PropertyName).Distinct()];
}
