using Modular.Baskets;

namespace Modular.Tests.Baskets;

public sealed class QuickOrderReadingTests
{
    [Theory]
    [InlineData("AB-1;5", "AB-1", "5")]
    [InlineData("AB-1,5", "AB-1", "5")]
    [InlineData("AB-1\t5", "AB-1", "5")]
    [InlineData("  AB-1  ;  5  ", "AB-1", "5")]
    [InlineData("AB-1", "AB-1", "1")]
    [InlineData("AB-1;", "AB-1", "")]
    [InlineData("AB-1;;;", "AB-1", "")]
    [InlineData("AB-1;5;", "AB-1", "5")]
    [InlineData("AB-1;;5", "AB-1", "5")]
    [InlineData("AB-1;5;rest", "AB-1", "5;rest")]
    [InlineData(";5", "", "5")]
    [InlineData("\"AB-1\";\"5\"", "AB-1", "5")]
    [InlineData("\"AB-1\",5", "AB-1", "5")]
    [InlineData("\"AB;1\";5", "AB;1", "5")]
    [InlineData("\"AB,1\"\t5", "AB,1", "5")]
    [InlineData("\"AB-1\"", "AB-1", "1")]
    [InlineData("\"AB-1;5", "\"AB-1", "5")]
    [InlineData("AB,1;5", "AB,1", "5")]
    [InlineData("AB,1;2\t5", "AB,1;2", "5")]
    [InlineData("AB 1;5", "AB 1", "5")]
    [InlineData("AB-1;1,5", "AB-1", "1,5")]
    [InlineData("AB-1;-5", "AB-1", "-5")]
    public void A_line_is_a_code_and_a_quantity(string line, string code, string quantity)
    {
        var typed = QuickOrder.Read(line).ShouldHaveSingleItem();
        (typed.Number, typed.Text, typed.Code, typed.Quantity).ShouldBe((1, line.Trim(), code, quantity));
    }

    [Theory]
    [InlineData("A;1\nB;2")]
    [InlineData("A;1\r\nB;2\r\n")]
    [InlineData("A;1\rB;2\r")]
    [InlineData("\uFEFFA;1\nB;2")]
    [InlineData("SKU;Quantity\nA;1\nB;2")]
    [InlineData("sku,qty\nA;1\nB;2")]
    [InlineData("Código;Cantidad\nA;1\nB;2")]
    [InlineData("\"N\u00FAmero de parte\";\"cantidad\"\nA;1\nB;2")]
    [InlineData("Produto\tQtde\nA;1\nB;2")]
    [InlineData("\n\n  \nsku\nA;1\n\t\nB;2\n\n")]
    public void Line_ends_blank_lines_marks_and_headings_are_no_lines(string text) =>
        QuickOrder.Read(text).Select(l => (l.Code, l.Quantity)).ShouldBe([("A", "1"), ("B", "2")]);

    [Fact]
    public void Lines_keep_the_number_they_have_in_the_text() =>
        QuickOrder.Read("sku;qty\n\nA;1\n\r\nB;2").Select(l => l.Number).ShouldBe([3, 5]);

    [Theory]
    [InlineData("CABLE;five")]
    [InlineData("A;1\nsku;quantity")]
    public void A_line_with_a_wrong_quantity_is_no_heading(string text) =>
        QuickOrder.Read(text).Count.ShouldBe(text.Split('\n').Length);

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\n")]
    [InlineData("sku;quantity")]
    [InlineData("\uFEFF")]
    public void There_may_be_nothing_to_read(string text) => QuickOrder.Read(text).ShouldBeEmpty();

    [Theory]
    [InlineData("A\0B;1")]
    [InlineData("A\u0007;1")]
    [InlineData(";1")]
    public void A_code_of_control_characters_is_asked_of_nobody(string text) =>
        QuickOrder.Read(text).ShouldHaveSingleItem().IsLegible.ShouldBeFalse();
}
