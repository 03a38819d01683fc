using Modular.Catalog.Import;
using Modular.Simulation.Prices;

namespace Modular.Tests.Catalog;

public class PriceRowTests
{
    private static readonly string[] Header =
    [
        "sku", "vendor_part_number", "vendor", "upc", "description", "category", "unspsc", "retail_price", "currency", "weight_kg", "serialised",
        "required_certification", "stock:MIA", "incoming:MIA", "incoming_date:MIA",
    ];

    private static readonly string[] Good =
        ["ab-1", "P-1", "Vendor", "036000291452", "Thing", "A>B", "43222612", "10.50", "usd", "1.250", "Sí", "net-expert", "7", "5", "2026-09-30"];

    [Fact]
    public void A_good_line_becomes_a_product()
    {
        var (row, faults) = Parse(Good);
        faults.ShouldBeEmpty();
        (row! with { Stock = [] }).ShouldBeEquivalentTo(new PriceRow(
            2, "AB-1", "P-1", "Vendor", "036000291452", "Thing", "A > B", "43222612", 10.50m, "USD", 1.250m, true, "NET-EXPERT", []));
        row.Stock.ShouldBe([new Modular.Catalog.Import.StockCell(7, 5, new DateOnly(2026, 9, 30))]);
    }

    [Theory]
    [InlineData("10", 10)]
    [InlineData("10.5", 10.5)]
    [InlineData("10,50", 10.5)]
    [InlineData("1,234.50", 1234.5)]
    [InlineData("1.234,50", 1234.5)]
    [InlineData("0", 0)]
    public void Prices_are_read_with_point_or_comma(string text, double expected) =>
        Parse(With("retail_price", text)).Row!.RetailPrice.ShouldBe((decimal)expected);

    [Theory]
    [InlineData("sku", "", "catalog.import_empty")]
    [InlineData("sku", "A 1", "catalog.import_not_a_sku")]
    [InlineData("sku", "A/1", "catalog.import_not_a_sku")]
    [InlineData("sku", "A\0", "catalog.import_unprintable")]
    [InlineData("vendor", "", "catalog.import_empty")]
    [InlineData("upc", "036000291453", "catalog.import_check_digit")]
    [InlineData("upc", "36000291452", "catalog.import_not_a_upc")]
    [InlineData("upc", "1.23457E+12", "catalog.import_not_a_upc")]
    [InlineData("category", "A>>B", "catalog.import_not_a_category")]
    [InlineData("category", "A>B>C>D>E>F>G", "catalog.import_not_a_category")]
    [InlineData("unspsc", "4322", "catalog.import_not_unspsc")]
    [InlineData("retail_price", "", "catalog.import_empty")]
    [InlineData("retail_price", "free", "catalog.import_not_a_number")]
    [InlineData("retail_price", "-1", "catalog.import_negative")]
    [InlineData("retail_price", "1.234", "catalog.import_decimals")]
    [InlineData("retail_price", "1,234", "catalog.import_decimals")]
    [InlineData("retail_price", "1e9", "catalog.import_not_a_number")]
    [InlineData("retail_price", "99999999999999999999999999999999", "catalog.import_not_a_number")]
    [InlineData("retail_price", "100000000", "catalog.import_too_large")]
    [InlineData("currency", "DOLLARS", "catalog.import_too_long")]
    [InlineData("currency", "U$", "catalog.import_not_a_currency")]
    [InlineData("weight_kg", "1.2345", "catalog.import_decimals")]
    [InlineData("serialised", "maybe", "catalog.import_not_yes_or_no")]
    [InlineData("required_certification", "NET EXPERT", "catalog.import_not_a_code")]
    [InlineData("stock:MIA", "-4", "catalog.import_negative")]
    [InlineData("stock:MIA", "4.5", "catalog.import_not_a_count")]
    [InlineData("incoming:MIA", "99999999999", "catalog.import_not_a_count")]
    [InlineData("incoming_date:MIA", "soon", "catalog.import_not_a_date")]
    [InlineData("incoming_date:MIA", "31/02/2026", "catalog.import_not_a_date")]
    public void A_cell_that_cannot_be_used_is_named_with_its_reason(string column, string value, string code)
    {
        var (row, faults) = Parse(With(column, value));
        row.ShouldBeNull();
        faults.ShouldHaveSingleItem();
        (faults[0].Line, faults[0].Column, faults[0].Code).ShouldBe((2, column, code));
        faults[0].Value.ShouldBe(value.Replace('\0', '\uFFFD'), StringCompareShould.IgnoreCase);
    }

    [Fact]
    public void All_faults_of_a_line_are_told_at_once()
    {
        var cells = With("retail_price", "x");
        cells[0] = "";
        Parse(cells).Faults.Select(f => f.Column).ShouldBe(["sku", "retail_price"]);
    }

    [Fact]
    public void A_description_of_ten_thousand_characters_is_refused_and_shown_in_part()
    {
        var (_, faults) = Parse(With("description", new string('x', 10_000)));
        faults[0].Code.ShouldBe("catalog.import_too_long");
        faults[0].Value.Length.ShouldBe(201);
    }

    [Fact]
    public void Every_row_of_a_made_price_file_is_good()
    {
        var columns = PriceColumns.Read(PriceCsv.Header(PriceFile.Warehouses, ',').Split(',')).Value!;
        foreach (var line in new PriceFile(2_000, 5).Lines())
        {
            Gtin.IsValid(line.Upc).ShouldBeTrue(line.Upc);
            var cells = PriceCsv.Row(line, '\t').Split('\t').Select(c => c.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal)).ToArray();
            PriceRowParser.TryParse(columns, 2, i => cells[i], out _, out var faults).ShouldBeTrue(string.Join(", ", faults));
        }
    }

    [Theory]
    [InlineData("036000291452", true)]  // UPC-A
    [InlineData("4006381333931", true)] // EAN-13
    [InlineData("73513537", true)]      // EAN-8
    [InlineData("10012345678902", true)] // GTIN-14
    [InlineData("4006381333932", false)]
    [InlineData("4006381339331", false)] // two digits exchanged
    public void Check_digits_are_checked(string digits, bool valid) => Gtin.IsValid(digits).ShouldBe(valid);

    private static string[] With(string column, string value)
    {
        var cells = (string[])Good.Clone();
        cells[Array.IndexOf(Header, column)] = value;
        return cells;
    }

    private static (PriceRow? Row, IReadOnlyList<RowFault> Faults) Parse(string[] cells)
    {
        PriceRowParser.TryParse(PriceColumns.Read(Header).Value!, 2, i => cells[i], out var row, out var faults);
        return (row, faults);
    }
}
