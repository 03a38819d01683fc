using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features.SingleSignOn;

/// <summary>The button of the account's page that does without it.</summary>
internal static class SingleSignOnForms
{
    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/company/single-sign-on/withdrawal", async (ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var withdrawn = await send.Send(new WithdrawSingleSignOn.Command(), ct);
            flash.Say(withdrawn.Error is { } error ? texts[error.Code, [.. error.Args]] : texts["identity.said.sso_withdrawn"]);
            return TypedResults.LocalRedirect("/company/single-sign-on");
        })
        .WithMetadata(new RequireAntiforgeryTokenAttribute()).Require<WithdrawSingleSignOn.Command>();
}
