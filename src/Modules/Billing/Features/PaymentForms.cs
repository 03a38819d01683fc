using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Modular.Billing.Providers;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Billing.Features;

/// <summary>The buttons of the payment types' page, and the way to the provider's page and back.</summary>
internal static class PaymentForms
{
    private const string Page = "/payment-methods";

    public static void Map(IEndpointRouteBuilder app)
    {
        var forms = app.MapGroup(Page);
        forms.MapPost("{id:guid}/default", async (Guid id, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Said((await send.Send(new SetDefaultPaymentMethod.Command(id), ct)).Error, "billing.said.default", flash, texts))
            .Require<SetDefaultPaymentMethod.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
        forms.MapPost("{id:guid}/removal", async (Guid id, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Said((await send.Send(new RemovePaymentMethod.Command(id), ct)).Error, "billing.said.removed", flash, texts))
            .Require<RemovePaymentMethod.Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
        forms.MapPost("kinds", async ([FromForm] string? kind, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            Said((await send.Send(new AddPaymentMethod.Command(kind, null), ct)).Error, "billing.said.added", flash, texts))
            .Require<AddPaymentMethod.Command>();

        forms.MapGet("card", (IEnumerable<IPaymentProvider> providers, Sealer sealer, Caller caller) => TypedResults.LocalRedirect(
            providers.FirstOrDefault()?.CardPage(QueryHelpers.AddQueryString(Page + "/card-added", "state", sealer.Seal(State(caller)))) ?? Page))
            .Require<AddPaymentMethod.Command>();
        // A card is added only where its own user left for it, in this session and for this account.
        forms.MapGet("card-added", async (
            string? state, string? setup, Sealer sealer, Caller caller, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
            setup is null || state is null || sealer.Open(state) != State(caller)
                ? TypedResults.LocalRedirect(Page)
                : Said((await send.Send(new AddPaymentMethod.Command(PaymentKinds.Card, setup), ct)).Error, "billing.said.card_added", flash, texts))
            .Require<AddPaymentMethod.Command>();
    }

    private static string State(Caller caller) => $"card/{caller.SessionId:N}/{caller.AccountId:N}";

    private static RedirectHttpResult Said(Error? error, string said, Flash flash, Texts texts)
    {
        flash.Say(error is { Fields: [var field, ..] } ? field.Message : texts[error?.Code ?? said]);
        return TypedResults.LocalRedirect(Page);
    }
}
