using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Modular.BuildingBlocks.Results;
using Modular.BuildingBlocks.Ui;

namespace Modular.BuildingBlocks.Http.Exports;

/// <summary>A column of a download: its heading, and its value of a row (text, number, date or null).</summary>
public sealed record ExportColumn<T>(string Heading, Func<T, object?> Value);

/// <summary>The formats a list can be downloaded in.</summary>
public static class ExportFormats
{
    public const string Csv = "csv", Xlsx = "xlsx";

    public static readonly IReadOnlyList<string> All = [Csv, Xlsx];
}

/// <summary>What a download's query answers: rows that arrive while they are written, or why there are none.</summary>
public sealed record Rows<T>(IAsyncEnumerable<T> Items);

/// <summary>What every download has in common.</summary>
public static class Downloads
{
    /// <summary>One of <see cref="ExportFormats"/>.</summary>
    public static IRuleBuilderOptions<T, string?> FileFormat<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(format => ExportFormats.All.Contains(format))
        .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", ExportFormats.All)]);

    /// <summary>One route for programs and one for the list's page, with the same parameters.</summary>
    public static void MapDownload<TQuery>(this IEndpointRouteBuilder app, string api, string page, Delegate handler)
    {
        app.MapGet(api, handler).Require<TQuery>();
        app.MapGet(page, handler).Require<TQuery>();
    }

    /// <param name="fileName">Without its ending.</param>
    public static IResult ToFile<T>(this Result<Rows<T>> found, string fileName, string? format, IReadOnlyList<ExportColumn<T>> columns) =>
        found.IsSuccess ? new Export<T>(fileName, format!, columns, found.Value.Items) : found.ToHttp();
}

/// <summary>A list as a file, written row by row as the rows arrive: its length costs no memory.</summary>
/// <param name="fileName">Without its ending.</param>
/// <param name="format">One of <see cref="ExportFormats"/>.</param>
/// <remarks>The API writes the same CSV for every country; the page's download is for the spreadsheet of the one who clicks.</remarks>
internal sealed class Export<T>(string fileName, string format, IReadOnlyList<ExportColumn<T>> columns, IAsyncEnumerable<T> rows) : IResult
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
        else await Csv.Write(response.Body, headings, Cells(), httpContext.IsApi() ? CultureInfo.InvariantCulture : CultureInfo.CurrentCulture, httpContext.RequestAborted);
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
