using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>The one-click changes of collaborators and role templates.</summary>
internal static class PeopleForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/collaborators/{userId:guid}/access-removal", (Guid userId, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Said(send.Send(new RemoveAccess.Command(userId, null), ct), "identity.said.access_removed", userId, null, flash, texts))
            .Require<RemoveAccess.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/collaborators/{userId:guid}/active", (Guid userId, [FromForm] bool active, [FromForm] string? returnUrl, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Said(send.Send(new SetActive.Command(userId, active), ct), active ? "identity.said.activated" : "identity.said.deactivated", userId, returnUrl, flash, texts))
            .Require<SetActive.Command>();
        app.MapPost("/collaborators/{userId:guid}/approval", (Guid userId, [FromForm] bool approve, [FromForm] string? returnUrl, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Said(send.Send(new DecideRequest.Command(userId, approve), ct), approve ? "identity.said.approved" : "identity.said.refused", userId, returnUrl, flash, texts))
            .Require<DecideRequest.Command>();
        app.MapPost("/collaborators/{userId:guid}/password-reset", (Guid userId, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Said(send.Send(new ResetPassword.Command(userId), ct), "identity.said.password_reset", userId, null, flash, texts))
            .Require<ResetPassword.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/collaborators/{userId:guid}/second-factor-reset", (Guid userId, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Said(send.Send(new ResetSecondFactor.Command(userId), ct), "identity.said.second_factor_reset", userId, null, flash, texts))
            .Require<ResetSecondFactor.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/collaborators/{userId:guid}/single-sign-on-removal", (Guid userId, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Said(send.Send(new RemoveSignOnLink.Command(userId), ct), "identity.said.sso_unlinked", userId, null, flash, texts))
            .Require<RemoveSignOnLink.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/collaborators/roles/{id:guid}/removal", async (Guid id, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            if ((await send.Send(new RemoveRoleTemplate.Command(id), ct)).Error is { } error) flash.Say(texts[error.Code]);
            return TypedResults.LocalRedirect("/collaborators/roles");
        }).Require<RemoveRoleTemplate.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<RedirectHttpResult> Said<T>(
        Task<Result<T>> sent, string said, Guid userId, string? returnUrl, Flash flash, Texts texts)
    {
        var error = (await sent).Error;
        flash.Say(error is null ? texts[said] : texts[error.Code, [.. error.Args]]);
        return TypedResults.LocalRedirect(string.IsNullOrEmpty(returnUrl) ? $"/collaborators/{userId}" : LocalUrl.OrHome(returnUrl));
    }
}
