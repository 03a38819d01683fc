using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>The buttons beside each open invitation.</summary>
internal static class InvitationForms
{
    private const string Page = "/collaborators/invitations";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Page + "/{id:guid}/resend", async (Guid id, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var sent = await send.Send(new ResendInvitation.Command(id), ct);
            flash.Say(sent.Error is { } error ? texts[error.Code] : texts["identity.said.invited", sent.Value!.Email]);
            return TypedResults.LocalRedirect(Page);
        }).Require<ResendInvitation.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());

        app.MapPost(Page + "/{id:guid}/withdrawal", async (Guid id, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var withdrawn = await send.Send(new WithdrawInvitation.Command(id), ct);
            flash.Say(texts[withdrawn.Error?.Code ?? "identity.said.invitation_withdrawn"]);
            return TypedResults.LocalRedirect(Page);
        }).Require<WithdrawInvitation.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
    }
}
