using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Ui;

namespace Modular.Ordering.Features;

/// <summary>The one click of the home page: an order's lines into a new basket.</summary>
internal static class OrderForms
{
    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/orders/{number}/again", async (string number, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var copied = await send.Send(new CopyOrder.Command(number, null, null), ct);
            if (copied.Value is not { } basket)
            {
                flash.Say(texts[copied.Error!.Code, [.. copied.Error.Args]]);
                return TypedResults.LocalRedirect("/");
            }

            flash.Say(basket.Skipped.Count == 0
                ? texts["ordering.again.said", number, basket.Name]
                : texts["ordering.again.skipped", string.Join(", ", basket.Skipped)]);
            return TypedResults.LocalRedirect($"/baskets/{basket.BasketId}");
        })
        .Require<CopyOrder.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
}
