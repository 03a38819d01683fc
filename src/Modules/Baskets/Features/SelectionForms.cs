using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Modular.BuildingBlocks.Ui;

namespace Modular.Baskets.Features;

/// <summary>What lists do with the rows that are selected: baskets deleted and restored, products added.</summary>
internal static class SelectionForms
{
    // A toast is no report.
    private const int MostTold = 5;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/baskets/deletion", async (
            IFormCollection form, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            string? returnUrl = form["returnUrl"];
            if (form["basket"].Count == 0) return Back(flash, texts["baskets.none_selected"], returnUrl);
            var deleted = await send.Send(new DeleteBaskets.Command([.. form["basket"].Select(ReadRow)]), ct);
            if (deleted.Error is { } error) return Back(flash, Sentence(texts, error), returnUrl);
            var (done, refused) = (deleted.Value!.Deleted, deleted.Value.Refused);
            var undo = done.Count == 0 ? null : "/baskets/restoration?baskets=" + Write(done.Select(b => b.Id));
            return Back(flash, Join(
                done.Count == 0 ? null : texts[done.Count == 1 ? "baskets.said.deleted" : "baskets.said.deleted_many", done.Count == 1 ? done[0].Name : done.Count],
                refused.Select(r => $"{r.Name ?? texts["baskets.one"]}: {Sentence(texts, r.Reason)}")), returnUrl, undo);
        }).Require<DeleteBaskets.Command>();

        app.MapPost("/baskets/restoration", async (string? baskets, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var restored = await send.Send(new RestoreBaskets.Command(Read(baskets)), ct);
            if (restored.Error is { } error) return Back(flash, Sentence(texts, error), "/baskets?view=deleted");
            var (done, refused) = (restored.Value!.Restored, restored.Value.Refused);
            return Back(
                flash,
                Join(
                    done.Count == 0 ? null : texts["baskets.said.restored_many", done.Count],
                    refused.Select(r => Sentence(texts, r.Reason)).Distinct()),
                refused.Count == 0 ? "/baskets" : "/baskets?view=deleted");
        }).Require<RestoreBaskets.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());

        app.MapPost("/baskets/products", async (
            IFormCollection form, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            string? returnUrl = form["returnUrl"];
            if (form["sku"].Count == 0) return Back(flash, texts["baskets.none_selected"], returnUrl);
            var isNew = !Guid.TryParse(form["basketId"], out var target);
            if (isNew)
            {
                var made = await send.Send(new CreateBasket.Command(texts["baskets.unnamed"], Visibility.Private), ct);
                if (made.Error is { } refused) return Back(flash, Sentence(texts, refused), returnUrl);
                target = made.Value!.Id;
            }

            var added = await send.Send(new AddProducts.Command(target, [.. form["sku"].OfType<string>()]), ct);
            if (added.Error is { } error) return Back(flash, Sentence(texts, error), returnUrl);
            return Back(
                flash,
                texts[added.Value!.Skipped.Count == 0 ? "baskets.said.added_many" : "baskets.said.added_many_without",
                    added.Value.Added, added.Value.Name, string.Join(", ", added.Value.Skipped)],
                isNew ? $"/baskets/{target}" : returnUrl);
        }).Require<AddProducts.Command>();
    }

    /// <summary>Ids as short as they can be: the undo of a hundred travels in a cookie.</summary>
    private static string Write(IEnumerable<Guid> ids) => WebEncoders.Base64UrlEncode([.. ids.SelectMany(id => id.ToByteArray())]);

    private static Guid[] Read(string? ids)
    {
        try
        {
            return [.. WebEncoders.Base64UrlDecode(ids ?? "").Chunk(16).Where(bytes => bytes.Length == 16).Select(bytes => new Guid(bytes))];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static DeleteBaskets.Seen ReadRow(string? row) =>
        row?.Split(':') is [var id, var version] && Guid.TryParse(id, out var basket)
            ? new DeleteBaskets.Seen(basket, long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null)
            : new DeleteBaskets.Seen(default, null);

    private static string Join(string? done, IEnumerable<string> refused)
    {
        var sentences = refused.ToArray();
        return string.Join(" ", new[] { done }.OfType<string>().Concat(sentences.Take(MostTold)).Concat(sentences.Length > MostTold ? ["…"] : []));
    }

    private static string Sentence(Texts texts, Error error) => error.Fields is [var field, ..] ? field.Message : texts[error.Code, [.. error.Args]];

    private static RedirectHttpResult Back(Flash flash, string text, string? url, string? undo = null)
    {
        flash.Say(text, undo);
        return TypedResults.LocalRedirect(LocalUrl.OrHome(url));
    }
}
