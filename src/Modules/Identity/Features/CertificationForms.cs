using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>The button that revokes a certification.</summary>
internal static class CertificationForms
{
    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/certifications/{accountId:guid}/removal", async (Guid accountId, [FromForm] string? code, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var revoked = await send.Send(new RevokeCertification.Command(accountId, code ?? ""), ct);
            flash.Say(texts[revoked.Error?.Code ?? "identity.said.certification_revoked"]);
            return TypedResults.LocalRedirect($"/certifications/{accountId}");
        })
        .Require<RevokeCertification.Command>();
}
