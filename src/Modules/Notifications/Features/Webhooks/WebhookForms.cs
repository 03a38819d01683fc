using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications.Features.Webhooks;

/// <summary>The buttons of the webhooks' pages.</summary>
internal static class WebhookForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var webhooks = app.MapGroup("/webhooks/{id:guid}").WithMetadata(new RequireAntiforgeryTokenAttribute());
        webhooks.MapPost("test", async (Guid id, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var tested = await send.Send(new TestWebhook.Command(id), ct);
            return Say(tested.Error, "notifications.said.tested", $"/webhooks/{id}", flash, texts);
        }).Require<TestWebhook.Command>();
        webhooks.MapPost("removal", async (Guid id, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var removed = await send.Send(new RemoveWebhook.Command(id), ct);
            return Say(removed.Error, "notifications.said.webhook_removed", "/webhooks", flash, texts);
        }).Require<RemoveWebhook.Command>();
        webhooks.MapPost("deliveries/{deliveryId:guid}/replay", async (Guid id, Guid deliveryId, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var replayed = await send.Send(new ReplayDelivery.Command(id, deliveryId), ct);
            return Say(replayed.Error, "notifications.said.tested", $"/webhooks/{id}", flash, texts);
        }).Require<ReplayDelivery.Command>();
    }

    private static RedirectHttpResult Say(Error? error, string done, string url, Flash flash, Texts texts)
    {
        flash.Say(error is null ? texts[done] : texts[error.Code, [.. error.Args]]);
        return TypedResults.LocalRedirect(url);
    }
}
