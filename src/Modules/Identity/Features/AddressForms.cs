using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>The one-click changes of the address book.</summary>
internal static class AddressForms
{
    private const string Page = "/addresses";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Page + "/{id:guid}/default", async (Guid id, [FromForm] string? kind, [FromForm] string? returnUrl, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Said(await send.Send(new SetDefaultAddress.Command(id, kind), ct), "identity.said.address_default", returnUrl, flash, texts))
            .Require<SetDefaultAddress.Command>();
        app.MapPost(Page + "/{id:guid}/removal", async (Guid id, [FromForm] long? version, [FromForm] string? returnUrl, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Said(await send.Send(new RemoveAddress.Command(id, version), ct), "identity.said.address_removed", returnUrl, flash, texts))
            .Require<RemoveAddress.Command>();
    }

    private static RedirectHttpResult Said<T>(Result<T> sent, string said, string? returnUrl, Flash flash, Texts texts)
    {
        flash.Say(texts[sent.Error?.Code ?? said]);
        return TypedResults.LocalRedirect(string.IsNullOrEmpty(returnUrl) ? Page : LocalUrl.OrHome(returnUrl));
    }
}
