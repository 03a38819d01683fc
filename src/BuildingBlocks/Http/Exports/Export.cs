using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Modular.BuildingBlocks.Http.Exports;

/// <summary>A column of a download: its heading, and its value of a row (text, number, date or null).</summary>
public sealed record ExportColumn<T>(string Heading, Func<T, object?> Value);

/// <summary>The formats a list can be downloaded in.</summary>
public static class ExportFormats
{
    public const string Csv = "csv", Xlsx = "xlsx";

    public static readonly IReadOnlyList<string> All = [Csv, Xlsx];
}

/// <summary>A list as a file, written row by row as the rows arrive: its length costs no memory.</summary>
/// <param name="fileName">Without its ending.</param>
/// <param name="format">One of <see cref="ExportFormats"/>.</param>
/// <param name="culture">How CSV writes numbers and separates fields; a spreadsheet opens only its own country's.</param>
public sealed class Export<T>(
    string fileName, string format, IReadOnlyList<ExportColumn<T>> columns, IAsyncEnumerable<T> rows, CultureInfo culture) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = format == ExportFormats.Xlsx
            ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            : "text/csv; charset=utf-8";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{fileName}.{format}");
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "no-store";
        IReadOnlyList<string> headings = [.. columns.Select(c => c.Heading)];
        if (format == ExportFormats.Xlsx) await Xlsx.Write(response.Body, headings, Cells(), httpContext.RequestAborted);
        else await Csv.Write(response.Body, headings, Cells(), culture, httpContext.RequestAborted);
    }

    private async IAsyncEnumerable<object?[]> Cells()
    {
        await foreach (var row in rows)
        {
            var cells = new object?[columns.Count];
            for (var i = 0; i < cells.Length; i++) cells[i] = columns[i].Value(row);
            yield return cells;
        }
    }
}
