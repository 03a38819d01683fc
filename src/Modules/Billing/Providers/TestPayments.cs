using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Modular.BuildingBlocks.Ui;

namespace Modular.Billing.Providers;

/// <summary>The test provider's own pages, on this host only while it is switched on: they stand for another company's site.</summary>
internal static class TestPayments
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var provider = app.MapGroup(TestProvider.Root).AllowAnyone();
        provider.MapGet("card", IResult ([FromQuery(Name = "return")] string? back) => Page(new TestCardForm { Return = back }, FormErrors.None));
        provider.MapPost("card", async Task<IResult> ([FromForm] TestCardForm form, TestProvider bank, TimeProvider time, Texts texts, CancellationToken ct) =>
        {
            var errors = new FormErrors();
            if (TestCards.Number(form.Number) is null) errors.Add("number", texts["billing.test.number_invalid"]);
            if (TestCards.Expiry(form.Expiry) is not { } expiry) errors.Add("expiry", texts["billing.test.expiry_invalid"]);
            else if (IsOver(expiry, time)) errors.Add("expiry", texts["billing.card_expired"]);
            if (!TestCards.IsSecurityCode(form.Cvc)) errors.Add("cvc", texts["billing.test.cvc_invalid"]);
            if (string.IsNullOrWhiteSpace(form.Holder) || form.Holder.Length > 100) errors.Add("holder", texts["billing.test.holder_missing"]);
            if (errors.Any) return Page(form, errors);
            var setup = await bank.Keep(TestCards.Number(form.Number)!, TestCards.Expiry(form.Expiry)!.Value, form.Holder!.Trim(), ct);
            return TypedResults.LocalRedirect(QueryHelpers.AddQueryString(LocalUrl.OrHome(form.Return), "setup", setup));
        });
        // As a provider's script in the browser, or its kit for programs, asks for a token.
        provider.MapPost("setups", async Task<IResult> (TestCardForm card, TestProvider bank, TimeProvider time, CancellationToken ct) =>
        {
            if (TestCards.Number(card.Number) is not { } number || TestCards.Expiry(card.Expiry) is not { } expiry) return Refused("invalid_card");
            if (IsOver(expiry, time)) return Refused("expired_card");
            if (card.Cvc is not null && !TestCards.IsSecurityCode(card.Cvc)) return Refused("invalid_cvc");
            return TypedResults.Ok(new { setup = await bank.Keep(number, expiry, card.Holder ?? "Test", ct) });
        });
        provider.MapGet("confirmation/{reference}", async Task<IResult> (string reference, TestProvider bank, CancellationToken ct) =>
            await bank.Find(reference, ct) is { } asked
                ? new RazorComponentResult<TestConfirmation>(new { Reference = reference, asked.Amount, asked.Currency, Card = $"{asked.Brand} •••• {asked.Last4}" })
                : TypedResults.NotFound());
        provider.MapPost("confirmation/{reference}", async Task<IResult> (string reference, [FromForm] bool accept, TestProvider bank, CancellationToken ct) =>
            await bank.Confirm(reference, accept, ct) is { } back ? TypedResults.LocalRedirect(LocalUrl.OrHome(back)) : TypedResults.NotFound());
    }

    private static bool IsOver((int Year, int Month) expiry, TimeProvider time) => PaymentMethod.IsOver(expiry.Year, expiry.Month, time.GetUtcNow().UtcDateTime);

    private static BadRequest<Refusal> Refused(string error) => TypedResults.BadRequest(new Refusal(error));

    private sealed record Refusal(string Error);

    // What was typed of the number is not sent back.
    private static RazorComponentResult<TestCardPage> Page(TestCardForm form, FormErrors errors) =>
        new(new { form.Return, form.Expiry, form.Holder, Errors = errors }) { StatusCode = errors.Any ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK };
}

/// <summary>A card as it is typed into the provider's page.</summary>
internal sealed class TestCardForm
{
    public string? Return { get; set; }
    public string? Number { get; set; }
    public string? Expiry { get; set; }
    public string? Holder { get; set; }
    public string? Cvc { get; set; }
}
