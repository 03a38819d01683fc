using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Modular.BuildingBlocks.Http.Exports;

/// <summary>A workbook of one sheet, streamed.</summary>
/// <remarks>The package is zipped here: the SDK's own packages want a stream that can seek, and keep every part in memory until the end.</remarks>
internal static class Xlsx
{
    private const int SendFrom = 32 * 1024;
    private const uint Plain = 0, Heading = 1, Moment = 2, Amount = 3;
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    private static readonly (string Name, string Xml)[] FixedParts =
    [
        ("[Content_Types].xml",
            """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
            """),
        ("_rels/.rels",
            $"""
            <Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """),
        ("xl/_rels/workbook.xml.rels",
            $"""
            <Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/styles" Target="styles.xml"/></Relationships>
            """),
        ("xl/workbook.xml",
            $"""
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{Relations}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>
            """),
        ("xl/styles.xml",
            """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/><xf numFmtId="22" applyNumberFormat="1" xfId="0"/><xf numFmtId="4" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>
            """),
    ];

    public static async Task Write(
        Stream to, IReadOnlyList<string> headings, IAsyncEnumerable<object?[]> rows, CancellationToken ct)
    {
        await using var outflow = new Outflow();
        using (var package = new ZipArchive(outflow, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, xml) in FixedParts)
            {
                await using var part = await package.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
                part.Write(Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + xml.Trim()));
            }

            await using var sheet = await package.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).OpenAsync(ct);
            using var writer = OpenXmlWriter.Create(sheet, Encoding.UTF8);
            writer.WriteStartDocument(standalone: true);
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
            WriteRow(writer, [.. headings], Heading);
            await foreach (var row in rows.WithCancellation(ct))
            {
                WriteRow(writer, row, Plain);
                if (outflow.Waiting >= SendFrom) await outflow.Drain(to, ct);
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.Close();
        }

        await outflow.Drain(to, ct);
    }

    private static void WriteRow(OpenXmlWriter writer, object?[] cells, uint style)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells) writer.WriteElement(ToCell(cell, style));
        writer.WriteEndElement();
    }

    private static Cell ToCell(object? value, uint style) => value switch
    {
        null => new Cell(),
        decimal number => Number(number.ToString(CultureInfo.InvariantCulture), Amount),
        int or long => Number(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), style),
        DateTime at => Number(at.ToOADate().ToString(CultureInfo.InvariantCulture), Moment),
        _ => new Cell
        {
            DataType = CellValues.InlineString, StyleIndex = style,
            InlineString = new InlineString(new Text(Printable(value.ToString() ?? "")) { Space = SpaceProcessingModeValues.Preserve }),
        },
    };

    private static Cell Number(string text, uint style) => new() { CellValue = new CellValue(text), StyleIndex = style };

    /// <summary>XML has no way to say a control character.</summary>
    private static string Printable(string text) =>
        text.All(System.Xml.XmlConvert.IsXmlChar) ? text : string.Concat(text.Where(c => System.Xml.XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
}
