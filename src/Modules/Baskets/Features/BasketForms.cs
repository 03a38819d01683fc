using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Baskets;

namespace Modular.Baskets.Features;

/// <summary>The small forms of basket and product pages: each sends the command of its slice, says what happened and goes back.</summary>
internal static class BasketForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/baskets/add", async (
            [FromForm] string? sku, [FromForm] string? quantity, [FromForm] string? basketId, [FromForm] string? returnUrl,
            ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            Result<Guid> target = Guid.TryParse(basketId, out var chosen) ? chosen : await NewBasket(send, texts, ct);
            if (target.Error is { } refused) return Back(flash, texts, refused, returnUrl);
            var added = await send.Send(new AddLine.Command(target.Value, sku, int.TryParse(quantity, out var n) ? n : 0), ct);
            if (added.Error is { } error) return Back(flash, texts, error, returnUrl);
            flash.Say(texts["baskets.said.added", added.Value!.Description, added.Value.Quantity]);
            return TypedResults.LocalRedirect(chosen == default ? $"/baskets/{target.Value}" : LocalUrl.OrHome(returnUrl));
        }).Require<AddLine.Command>();

        // "Quick order" from anywhere goes on in the basket that was changed last.
        app.MapGet("/quick-order", async (IBasketFiller baskets, Flash flash, Texts texts, CancellationToken ct) =>
        {
            if (await baskets.Choices(counted: false, ct) is [var last, ..]) return TypedResults.LocalRedirect($"/baskets/{last.Id}/quick-order");
            flash.Say(texts["baskets.quick_order.first_a_basket"]);
            return TypedResults.LocalRedirect("/baskets/new");
        }).Require<AddLines.Command>();

        app.MapPost("/baskets/{basketId:guid}/copy", async (Guid basketId, [FromForm] string? name, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var copied = await send.Send(new CopyBasket.Command(basketId, name, null), ct);
            if (copied.Error is { } error) return Back(flash, texts, error, $"/baskets/{basketId}");
            flash.Say(copied.Value!.Skipped is [_, ..] skipped
                ? texts["baskets.said.copied_without", copied.Value.Name, string.Join(", ", skipped)]
                : texts["baskets.said.copied", copied.Value.Name]);
            return TypedResults.LocalRedirect($"/baskets/{copied.Value.Id}");
        }).Require<CopyBasket.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());

        app.MapPost("/baskets/{basketId:guid}/deletion", async (
            Guid basketId, [FromForm] long? version, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var deleted = await send.Send(new DeleteBasket.Command(basketId, version), ct);
            if (deleted.Error is { } error) return Back(flash, texts, error, $"/baskets/{basketId}");
            flash.Say(texts["baskets.said.deleted", deleted.Value!.Name], $"/baskets/{basketId}/restoration");
            return TypedResults.LocalRedirect("/baskets");
        }).Require<DeleteBasket.Command>();

        app.MapPost("/baskets/{basketId:guid}/restoration", async (Guid basketId, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var restored = await send.Send(new RestoreBasket.Command(basketId), ct);
            return restored.Error is { } error
                ? Back(flash, texts, error, "/baskets?view=deleted")
                : TypedResults.LocalRedirect($"/baskets/{basketId}");
        }).Require<RestoreBasket.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());

        app.MapPost("/baskets/{basketId:guid}/lines/{lineId:guid}/restoration", async (
            Guid basketId, Guid lineId, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var restored = await send.Send(new RestoreLine.Command(basketId, lineId), ct);
            return Back(flash, texts, restored.Error, $"/baskets/{basketId}");
        }).Require<RestoreLine.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<Result<Guid>> NewBasket(ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(new CreateBasket.Command(texts["baskets.unnamed"], Visibility.Private), ct)).Map(b => b.Id);

    private static RedirectHttpResult Back(Flash flash, Texts texts, Error? error, string? url)
    {
        if (error is { Fields: [var field, ..] }) flash.Say(field.Message);
        else if (error is not null) flash.Say(texts[error.Code, [.. error.Args]]);
        return TypedResults.LocalRedirect(LocalUrl.OrHome(url));
    }
}
