using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Ui;
using Modular.Catalog.Import;

namespace Modular.Catalog.Features;

/// <summary>What the catalog's pages send besides themselves: a price file, and what is typed so far.</summary>
internal static class CatalogForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/products/suggestions", async (string? q, string? code, ISender send, CancellationToken ct) =>
        {
            var found = await send.Send(new SuggestProducts.Query(q ?? code), ct);
            return TypedResults.Text(Options(found.Value?.Items ?? []), "text/html", Encoding.UTF8);
        }).Require<SuggestProducts.Query>();

        var limit = app.ServiceProvider.GetRequiredService<IOptions<CatalogOptions>>().Value.MaxPriceFileMegabytes * 1024L * 1024L;
        app.MapPost("/catalog/imports/upload", async (IFormFile? file, [FromForm] string? dryRun, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            await using var body = file?.OpenReadStream() ?? Stream.Null;
            var queued = await send.Send(new QueueImport.Command(body, file?.FileName, dryRun == "true"), ct);
            if (queued.Error is not { } error) return TypedResults.LocalRedirect($"/catalog/imports/{queued.Value!.Id}");
            flash.Say(texts[error.Code, [.. error.Args]]);
            return TypedResults.LocalRedirect("/catalog/imports");
        }).WithMetadata(new ImportPrices.BodyLimit(limit)).WithFormOptions(multipartBodyLengthLimit: limit).Require<QueueImport.Command>();
    }

    private static string Options(IReadOnlyList<SuggestProducts.Suggestion> suggestions)
    {
        var html = new StringBuilder();
        foreach (var s in suggestions)
            html.Append("<option value=\"").Append(WebUtility.HtmlEncode(s.Sku)).Append("\">")
                .Append(WebUtility.HtmlEncode($"{s.Description} · {s.Vendor} {s.VendorPartNumber}")).Append("</option>");
        return html.ToString();
    }
}
