using Microsoft.AspNetCore.Http;

namespace Modular.Identity;

/// <summary>The API takes a bearer token, pages take the cookie; neither takes the other's, so no other site can use the API through a browser.</summary>
internal sealed class SessionCallers(SessionCache cache, LastSeen lastSeen, TimeProvider time) : ICallerSource
{
    public async ValueTask<(Caller Caller, Error? Stale)> Find(HttpContext http)
    {
        var token = http.IsApi() ? Bearer(http.Request) : SessionCookie.Read(http.Request);
        if (token is null) return (Caller.Nobody, null);
        var now = time.GetUtcNow().UtcDateTime;
        if (await cache.Find(token, http.RequestAborted) is not { } session || session.ExpiresAt <= now)
            return (Caller.Nobody, IdentityErrors.SessionEnded);
        // A program's token is no cookie: it opens no pages.
        if (session.Caller.IsClient && !http.IsApi()) return (Caller.Nobody, IdentityErrors.SessionEnded);
        lastSeen.Note(session.Caller.SessionId, now);
        return (session.Caller, null);
    }

    public static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
    }
}

/// <summary>The cookie of the pages: out of reach for scripts and for other sites' forms.</summary>
internal static class SessionCookie
{
    private const string Name = "modular_session";

    public static string? Read(HttpRequest request) => HostCookie.Read(request, Name);

    public static void Write(HttpContext http, string token) => HostCookie.Write(http, Name, token);

    public static void Delete(HttpContext http) => HostCookie.Delete(http, Name);
}
