using Microsoft.AspNetCore.Http;

namespace Modular.BuildingBlocks.Http;

/// <summary>The portal's cookies. Over HTTPS their names begin with <c>__Host-</c>: no other host and no plain HTTP can set one.</summary>
public static class HostCookie
{
    public static string Name(HttpRequest request, string name) => request.IsHttps ? "__Host-" + name : name;

    /// <returns>Null where there is none, or an empty one.</returns>
    public static string? Read(HttpRequest request, string name) => request.Cookies[Name(request, name)] is { Length: > 0 } value ? value : null;

    /// <param name="lasts">Null: until the browser is closed.</param>
    public static void Write(HttpContext http, string name, string value, TimeSpan? lasts = null) =>
        http.Response.Cookies.Append(Name(http.Request, name), value, Options(http, lasts));

    public static void Delete(HttpContext http, string name) => http.Response.Cookies.Delete(Name(http.Request, name), Options(http, null));

    private static CookieOptions Options(HttpContext http, TimeSpan? lasts) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", IsEssential = true, MaxAge = lasts,
    };
}

/// <summary>The antiforgery cookie, named as <see cref="HostCookie"/> names the others.</summary>
public sealed class FormCookie(IHttpContextAccessor http) : CookieBuilder
{
    public override string? Name
    {
        get => http.HttpContext is { } context ? HostCookie.Name(context.Request, "modular_form") : "modular_form";
        set => throw new NotSupportedException();
    }
}
