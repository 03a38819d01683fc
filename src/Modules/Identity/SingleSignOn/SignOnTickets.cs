using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Modular.Identity.SingleSignOn;

/// <summary>A sign-in that went to a provider and is not back yet.</summary>
/// <param name="Version">Of the account's settings when it left: it comes back to the same, or not at all.</param>
/// <param name="UserId">Known once the provider has answered, while a code of the second factor is asked for.</param>
internal sealed record SignOnTicket(
    Guid AccountId, long Version, string State, string Nonce, string Verifier, string RedirectUri, string ReturnUrl, DateTime ValidUntil, Guid? UserId = null);

/// <summary>Seals tickets into a cookie of minutes: who comes back is the browser that left.</summary>
internal sealed class SignOnTickets(IDataProtectionProvider protection, TimeProvider time)
{
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _seal = protection.CreateProtector("modular.single_sign_on");

    public DateTime End => (time.GetUtcNow() + Validity).UtcDateTime;

    public string Seal(SignOnTicket ticket) => _seal.Protect(JsonSerializer.Serialize(ticket));

    public SignOnTicket? Open(string? sealedTicket)
    {
        if (string.IsNullOrEmpty(sealedTicket)) return null;
        try
        {
            var ticket = JsonSerializer.Deserialize<SignOnTicket>(_seal.Unprotect(sealedTicket));
            return ticket?.ValidUntil > time.GetUtcNow().UtcDateTime ? ticket : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>The cookie of a ticket.</summary>
internal static class SignOnCookie
{
    private static string Name(HttpRequest request) => request.IsHttps ? "__Host-modular_organisation" : "modular_organisation";

    public static string? Read(HttpRequest request) => request.Cookies[Name(request)];

    // Lax: it comes along when the provider sends the browser back.
    public static void Write(HttpContext http, string ticket) => http.Response.Cookies.Append(Name(http.Request), ticket, Options(http, SignOnTickets.Validity));

    public static void Delete(HttpContext http) => http.Response.Cookies.Delete(Name(http.Request), Options(http, null));

    private static CookieOptions Options(HttpContext http, TimeSpan? age) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", IsEssential = true, MaxAge = age,
    };
}
