using System.Text;
using CsvHelper;
using Modular.BuildingBlocks.Results;
using Modular.Catalog.Import;
using Modular.Simulation.Prices;

namespace Modular.Tests.Catalog;

public class PriceFileReaderTests
{
    private const string Header = "sku,vendor_part_number,vendor,description,category,retail_price,currency";
    private const string Row = "A1,P-1,Solarés,Cámara de vigilancia,Security,10.50,USD";

    [Fact]
    public async Task Columns_are_found_by_name_whatever_their_case_and_order()
    {
        var file = await Open("Currency;RETAIL PRICE;Category Path;Description;Vendor;Part-Number;Sku;UPC/EAN;stock:mia;Incoming Date:MIA;colour\n");
        file.Columns.Place("retail_price").ShouldBe(1);
        file.Columns.Place("vendor_part_number").ShouldBe(5);
        file.Columns.Has("upc").ShouldBeTrue();
        file.Columns.Warehouses.Select(w => w.Code).ShouldBe(["MIA"]);
        file.Columns.Ignored.ShouldBe(["colour"]);
    }

    [Theory]
    [InlineData("sku,vendor,description,category,currency", "catalog.import_column_missing", "vendor_part_number")]
    [InlineData(Header + ",SKU", "catalog.import_column_repeated", "sku")]
    [InlineData("", "catalog.import_empty_file", "file")]
    [InlineData("\n\n  \n", "catalog.import_empty_file", "file")]
    public async Task A_header_that_cannot_be_used_is_refused(string header, string code, string field)
    {
        var opened = await PriceFileReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(header)), null, default);
        (opened.Error?.Code, opened.Error?.Field).ShouldBe((code, field));
    }

    [Fact]
    public async Task All_missing_columns_are_named()
    {
        var opened = await PriceFileReader.Open(new MemoryStream("sku,vendor\n"u8.ToArray()), null, default);
        opened.Error!.Args.ShouldBe(["vendor_part_number, description, category, retail_price, currency"]);
    }

    public static TheoryData<string, byte[], string?> Encodings()
    {
        var text = Header + "\n" + Row + "\n";
        return new()
        {
            { "UTF-8", new UTF8Encoding(false).GetBytes(text), null },
            { "UTF-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], null },
            { "UTF-8 although Latin-1 is told", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], "iso-8859-1" },
            { "Latin-1 that is told", Encoding.Latin1.GetBytes(text), "iso-8859-1" },
            { "Latin-1 that is not told", Encoding.Latin1.GetBytes(text), null },
            { "Latin-1 that claims to be UTF-8", Encoding.Latin1.GetBytes(text), "utf-8" },
            { "UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)], null },
        };
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Accents_arrive_whatever_program_wrote_the_file(string encoding, byte[] bytes, string? charset)
    {
        await using var file = (await PriceFileReader.Open(new MemoryStream(bytes), charset, default)).Value!;
        (await file.Read(default)).ShouldBeTrue();
        (file.Cell(2), file.Cell(3)).ShouldBe(("Solarés", "Cámara de vigilancia"), encoding);
    }

    [Fact]
    public async Task An_accent_that_lies_across_two_reads_arrives()
    {
        var body = new MemoryStream();
        await using (var writer = new StreamWriter(body, new UTF8Encoding(false), leaveOpen: true))
        {
            await writer.WriteLineAsync(Header);
            for (var i = 0; i < 4_000; i++) await writer.WriteLineAsync($"A{i},P,V{new string('x', i % 7)},ñandú ñandú,C,1,USD");
        }

        body.Position = 0;
        await using var file = (await PriceFileReader.Open(body, null, default)).Value!;
        var rows = 0;
        for (; await file.Read(default); rows++) file.Cell(3).ShouldBe("ñandú ñandú");
        rows.ShouldBe(4_000);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task The_delimiter_is_seen(char delimiter)
    {
        var text = await new PriceFile(50, 3).Text(delimiter);
        await using var file = await Open(text);
        var rows = 0;
        for (; await file.Read(default); rows++) file.Cells.ShouldBe(file.Columns.Count);
        rows.ShouldBe(50);
    }

    [Fact]
    public async Task Decimal_commas_do_not_make_a_comma_file()
    {
        await using var file = await Open(Header.Replace(',', ';') + "\nA1;P-1;V;D, E;C > D;1,50;USD\nA2;P-2;V;F, G;C;2,50;USD\n");
        await file.Read(default);
        file.Cell(5).ShouldBe("1,50");
    }

    [Fact]
    public async Task A_line_says_where_it_is()
    {
        await using var file = await Open(Header + "\n\n" + Row + "\r\n\n\n" + Row + "\n");
        await file.Read(default);
        file.Line.ShouldBe(3);
        await file.Read(default);
        file.Line.ShouldBe(6);
        (await file.Read(default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_spoils_its_own_line_only()
    {
        await using var file = await Open(Header + "\nA1,P-1,V,\"24\"\" monitor\",C,1,USD\nA2,P-2,V,\"24 monitor,C,1,USD\nA3,P-3,V,24\" monitor,C,1,USD\n");
        await file.Read(default);
        (file.IsBroken, file.Cell(3)).ShouldBe((false, "24\" monitor"));
        await file.Read(default);
        file.IsBroken.ShouldBeTrue();
        await file.Read(default);
        (file.IsBroken, file.Cell(0), file.Cell(3)).ShouldBe((false, "A3", "24\" monitor"));
    }

    [Fact]
    public async Task A_file_without_line_breaks_is_not_read_into_memory()
    {
        await using var file = await Open(Header + "\n" + new string('x', 10_000_000));
        await Should.ThrowAsync<CsvFormatException>(() => file.Read(default));
    }

    private static async Task<PriceFileReader> Open(string text)
    {
        Result<PriceFileReader> opened = await PriceFileReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), null, default);
        opened.Error.ShouldBeNull();
        return opened.Value!;
    }
}
