using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications.Features;

/// <summary>The buttons of the notifications' pages.</summary>
internal static class NotificationForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/notifications/{id:guid}/read", async (Guid id, [FromForm] string? returnUrl, ISender send, CancellationToken ct) =>
        {
            var read = await send.Send(new ReadNotification.Command(id), ct);
            return TypedResults.LocalRedirect(returnUrl is null && read.Value?.Link is { } link ? link : LocalUrl.OrHome(returnUrl));
        }).WithMetadata(new RequireAntiforgeryTokenAttribute()).Require<ReadNotification.Command>();

        app.MapPost("/notifications/read", async (ISender send, CancellationToken ct) =>
        {
            await send.Send(new ReadAll.Command(), ct);
            return TypedResults.LocalRedirect("/notifications");
        }).WithMetadata(new RequireAntiforgeryTokenAttribute()).Require<ReadAll.Command>();

        app.MapPost("/notifications/messages/{id:guid}/resend", async (
            Guid id, [FromForm] string? returnUrl, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var sent = await send.Send(new ResendMessage.Command(id), ct);
            flash.Say(sent.Error is { } error ? texts[error.Code, [.. error.Args]] : texts["notifications.said.resent"]);
            return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
        }).WithMetadata(new RequireAntiforgeryTokenAttribute()).Require<ResendMessage.Command>();
    }
}
