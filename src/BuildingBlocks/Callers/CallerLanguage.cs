using System.Globalization;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Ui;

namespace Modular.BuildingBlocks.Callers;

/// <summary>The language somebody chose or their browser asks for, and how their country writes numbers.</summary>
public static class CallerLanguage
{
    /// <summary>Speaks it from here on, for as long as this method's caller works.</summary>
    public static void Use(HttpContext http, string country = "")
    {
        var language = Cultures.Match(HostCookie.Read(http.Request, Cultures.CookieName)) ?? Accepted(http.Request) ?? Cultures.Languages[0];
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        CultureInfo.CurrentCulture = Cultures.Format(language, country);
    }

    private static string? Accepted(HttpRequest request) => request.Headers.AcceptLanguage.Count == 0 ? null
        : request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Cultures.Match(l.Value.Value))
            .FirstOrDefault(l => l is not null);
}
