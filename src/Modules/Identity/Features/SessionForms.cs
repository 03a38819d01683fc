using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>The forms of the portal's frame, on every page: switch the account, the language, sign out.</summary>
internal static class SessionForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/session/account", async ([FromForm] Guid accountId, [FromForm] string? returnUrl, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var switched = await send.Send(new SwitchAccount.Command(accountId), ct);
            flash.Say(switched.Error is { } error ? texts[error.Code] : texts["identity.said.switched"]);
            // Nothing of the old account is left on the screen; a row of several accounts' list leads to what it stands for.
            return TypedResults.LocalRedirect(switched.IsSuccess ? LocalUrl.OrHome(returnUrl) : "/");
        }).Require<SwitchAccount.Command>();

        app.MapPost("/session/behalf-end", async (ISender send, CancellationToken ct) =>
        {
            await send.Send(new StopActing.Command(), ct);
            return TypedResults.LocalRedirect("/");
        }).WithMetadata(new RequireAntiforgeryTokenAttribute()).Require<StopActing.Command>();

        app.MapPost("/sign-out", async (HttpContext http, ISender send, CancellationToken ct) =>
        {
            await send.Send(new SignOut.Command(), ct);
            SessionCookie.Delete(http);
            return TypedResults.LocalRedirect("/sign-in");
        }).WithMetadata(new RequireAntiforgeryTokenAttribute()).Require<SignOut.Command>();

        app.MapPost("/session/language", async (
            HttpContext http, [FromForm] string? culture, [FromForm] string? returnUrl, Caller caller, ISender send, CancellationToken ct) =>
        {
            if (Cultures.Match(culture) is { } language)
            {
                LanguageCookie.Write(http, language);
                // E-mails come in it from now on.
                if (caller.IsSignedIn) await send.Send(new ChangeProfile.Command(Language: language), ct);
            }

            return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
        }).AllowAnyone();
    }
}

/// <summary>The language that this browser shows.</summary>
internal static class LanguageCookie
{
    public static void Write(HttpContext http, string language) => HostCookie.Write(http, Cultures.CookieName, language, TimeSpan.FromDays(365));
}
