using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features.Clients;

/// <summary>The buttons of a client's page.</summary>
internal static class ApiClientForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var client = app.MapGroup("/api-clients/{id:guid}").WithMetadata(new RequireAntiforgeryTokenAttribute());
        client.MapPost("revocation", async (Guid id, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Say((await send.Send(new RevokeApiClient.Command(id), ct)).Error, "identity.said.client_revoked", "/api-clients", flash, texts))
            .Require<RevokeApiClient.Command>();
        client.MapPost("secrets/{secretId:guid}/end", async (Guid id, Guid secretId, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Say((await send.Send(new EndClientSecret.Command(id, secretId), ct)).Error, "identity.said.client_secret_ended", $"/api-clients/{id}", flash, texts))
            .Require<EndClientSecret.Command>();
    }

    private static RedirectHttpResult Say(Error? error, string done, string url, Flash flash, Texts texts)
    {
        flash.Say(error is null ? texts[done] : texts[error.Code, [.. error.Args]]);
        return TypedResults.LocalRedirect(url);
    }
}
