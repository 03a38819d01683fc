using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Modular.BuildingBlocks.Ui;

namespace Modular.Ordering.Features;

/// <summary>The one step of a basket's quick-pay button, and the button that removes a profile.</summary>
internal static class QuickPayForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/baskets/{basketId:guid}/quick-pay", async (
            Guid basketId, [FromForm] Guid? profile, [FromForm] long? version, [FromForm] string? key, ISender send, CommandId command, Caller caller, Flash flash,
            Texts texts, CancellationToken ct) =>
        {
            command.Choose(caller, $"/api/baskets/{basketId}/order", key ?? "");
            var placed = await send.Send(
                new PlaceOrder.Command(basketId, null, null, null, false, false, null, version) { QuickPayProfileId = profile ?? Guid.Empty }, ct);
            if (placed.Value?.Order is { } order) return TypedResults.LocalRedirect($"/orders/{order.Number}?placed=1");
            if (placed.Value?.Collision is Collision.PaymentUnconfirmed waits) return TypedResults.LocalRedirect(Paying.ReturnPath + waits.OrderId);
            // The checkout shows what is in the way, with the profile filled in.
            var (error, reason) = (placed.Error!, (placed.Value?.Collision as Collision.PaymentDeclined)?.Reason);
            var checkout = QueryHelpers.AddQueryString($"/baskets/{basketId}/checkout", "profile", profile?.ToString() ?? "");
            if (OrderingErrors.Named(error.Code, reason) is null) flash.Say(texts[error.Code, [.. error.Args]]);
            else checkout = QueryHelpers.AddQueryString(checkout, "refused", error.Code);
            return TypedResults.LocalRedirect(reason is null ? checkout : QueryHelpers.AddQueryString(checkout, "reason", reason));
        }).Require<PlaceOrder.Command>();

        app.MapPost("/quick-pay/{id:guid}/removal", async (Guid id, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var removed = await send.Send(new RemoveQuickPayProfile.Command(id), ct);
            flash.Say(texts[removed.Error?.Code ?? "ordering.said.quick_pay_removed"]);
            return TypedResults.LocalRedirect("/quick-pay");
        }).Require<RemoveQuickPayProfile.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
    }
}
