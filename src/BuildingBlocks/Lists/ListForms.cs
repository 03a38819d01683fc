using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Results;
using Modular.BuildingBlocks.Ui;

namespace Modular.BuildingBlocks.Lists;

/// <summary>The forms beside a list: each sends the command of its slice and goes back to the list as it was.</summary>
internal static class ListForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var lists = app.MapGroup("/lists/{list}");

        lists.MapPost("columns", async (
            string list, IFormCollection form, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            string[] offered = [.. form["offered"].OfType<string>()];
            var seen = await send.Send(new SeeList.Query(list), ct);
            // A page offers only the columns that it has at the moment; what was chosen of the others stays.
            var others = seen.Value?.Columns.Where(c => c.Hidden).Select(c => c.Name).Except(offered) ?? [];
            var chosen = await send.Send(new ChooseColumns.Command(list, [.. others, .. offered.Except(form["shown"].OfType<string>())]), ct);
            return Back(flash, texts, chosen.Error, form["returnUrl"]);
        }).Require<ChooseColumns.Command>();

        lists.MapPost("searches", async (
            string list, [FromForm] string? name, [FromForm] string? query, [FromForm] string? returnUrl,
            ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var saved = await send.Send(new SaveSearch.Command(list, name, query), ct);
            if (saved.IsSuccess) flash.Say(texts["lists.said.saved", name!.Trim()]);
            return Back(flash, texts, saved.Error, returnUrl);
        }).Require<SaveSearch.Command>();

        lists.MapPost("searches/removal", async (
            string list, [FromForm] string? name, [FromForm] string? returnUrl, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var removed = await send.Send(new RemoveSearch.Command(list, name), ct);
            if (removed.Value is { } search)
            {
                flash.Say(texts["lists.said.removed", search.Name], QueryHelpers.AddQueryString(
                    $"/lists/{Uri.EscapeDataString(list)}/searches/restoration",
                    new Dictionary<string, string?> { ["name"] = search.Name, ["query"] = search.Query, ["path"] = LocalUrl.OrHome(returnUrl).Split('?')[0] }));
            }

            return Back(flash, texts, removed.Error, returnUrl);
        }).Require<RemoveSearch.Command>();

        lists.MapPost("searches/restoration", async (
            string list, string? name, string? query, string? path, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Back(flash, texts, (await send.Send(new SaveSearch.Command(list, name, query), ct)).Error, path))
            .Require<SaveSearch.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static RedirectHttpResult Back(Flash flash, Texts texts, Error? error, string? url)
    {
        if (error is not null) flash.Say(error.Fields is [var field, ..] ? field.Message : texts[error.Code, [.. error.Args]]);
        return TypedResults.LocalRedirect(LocalUrl.OrHome(url));
    }
}
