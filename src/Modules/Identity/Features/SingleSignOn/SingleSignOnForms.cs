using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features.SingleSignOn;

/// <summary>The decision of the staff's list, and the withdrawal on the account's page.</summary>
internal static class SingleSignOnForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/company/single-sign-on/withdrawal", async (ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Say((await send.Send(new WithdrawSingleSignOn.Command(), ct)).Error, "identity.said.sso_withdrawn", "/company/single-sign-on", flash, texts))
            .WithMetadata(new RequireAntiforgeryTokenAttribute()).Require<WithdrawSingleSignOn.Command>();
        app.MapPost("/single-sign-on/{accountId:guid}/decision", async (
            Guid accountId, [FromForm] bool enable, [FromForm] string? reason, [FromForm] long? version, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Say(
                (await send.Send(new DecideSingleSignOn.Command(accountId, enable, reason, version), ct)).Error,
                enable ? "identity.said.sso_enabled" : "identity.said.sso_refused", "/single-sign-on", flash, texts))
            .Require<DecideSingleSignOn.Command>();
    }

    private static RedirectHttpResult Say(Error? error, string done, string url, Flash flash, Texts texts)
    {
        flash.Say(
            error is null ? texts[done]
            : error.Fields is [var fault, ..] ? fault.Message
            : texts[error.Code, [.. error.Args]]);
        return TypedResults.LocalRedirect(url);
    }
}
