namespace Modular.Host.Web;

/// <summary>What browsers are told to refuse on our pages: anything inline, anything from elsewhere, being framed.</summary>
internal static class SecurityHeaders
{
    // Tabler draws its ticks and arrows with data: images.
    private const string Strict =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    // The API's documentation page styles itself inline.
    private const string Documentation = Strict + "; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        Set(http);
        return next(http);
    });

    public static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/docs") ? Documentation : Strict;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
