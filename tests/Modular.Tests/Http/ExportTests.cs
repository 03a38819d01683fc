using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Modular.BuildingBlocks.Http.Exports;

namespace Modular.Tests.Http;

public sealed class ExportTests
{
    private static readonly DateTime At = new(2026, 3, 4, 15, 30, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Csv_is_separated_as_the_country_s_spreadsheet_expects()
    {
        object?[] row = ["20-10001", "a;b \"c\"", 1234.5m, At, null];

        (await Csv("pt-BR", row)).ShouldBe("\uFEFFa;b;c;d;e\r\n20-10001;\"a;b \"\"c\"\"\";1234,50;2026-03-04 15:30;\r\n");
        (await Csv("en-US", row)).ShouldBe("\uFEFFa,b,c,d,e\r\n20-10001,\"a;b \"\"c\"\"\",1234.50,2026-03-04 15:30,\r\n");
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    public async Task A_text_is_never_run_as_a_formula(string text) =>
        (await Csv("en-US", text, "", "", "", "")).ShouldContain($"\r\n'{text},");

    [Fact]
    public async Task A_workbook_is_valid_and_holds_what_was_written()
    {
        using var file = new MemoryStream();
        await Xlsx.Write(file, ["Number", "Customer", "Total", "Date"], Rows(["20-10001", "Ana & <Co>\u0001", 12.5m, At]), default);

        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        new OpenXmlValidator().Validate(document).Select(fault => fault.Description).ShouldBeEmpty();
        var cells = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().Select(c => c.InnerText).ToArray();
        cells.ShouldBe(["Number", "Customer", "Total", "Date", "20-10001", "Ana & <Co>", "12.5", At.ToOADate().ToString(CultureInfo.InvariantCulture)]);
    }

    [Fact]
    public async Task A_long_workbook_is_sent_in_small_parts()
    {
        using var wire = new Wire();
        await Xlsx.Write(wire, ["Id"], Rows([.. Enumerable.Range(0, 50_000).Select(_ => new object?[] { Guid.NewGuid().ToString() })]), default);

        wire.Sent.ShouldBeGreaterThan(500_000);
        wire.Largest.ShouldBeLessThan(200_000);
    }

    private static async Task<string> Csv(string culture, params object?[] row)
    {
        using var file = new MemoryStream();
        await BuildingBlocks.Http.Exports.Csv.Write(file, ["a", "b", "c", "d", "e"], Rows(row), CultureInfo.GetCultureInfo(culture), default);
        return new UTF8Encoding(false).GetString(file.ToArray());
    }

    private static async IAsyncEnumerable<object?[]> Rows(params object?[][] rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }

    private sealed class Wire : MemoryStream
    {
        public long Sent { get; private set; }

        public int Largest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            (Sent, Largest) = (Sent + buffer.Length, Math.Max(Largest, buffer.Length));
            return ValueTask.CompletedTask;
        }
    }
}
