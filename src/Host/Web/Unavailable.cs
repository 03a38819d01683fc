using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Diagnostics;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Results;

namespace Modular.Host.Web;

/// <summary>503 by either door, with a word on when to come back; the page is made without a database, once per language.</summary>
internal sealed class Unavailable(IServiceProvider services, ILoggerFactory logs) : IExceptionHandler
{
    private readonly ConcurrentDictionary<(string Code, string Language), byte[]> _pages = [];

    /// <summary>The ordinary error page asks who is there, which is what cannot be known now.</summary>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Exceptions.Unavailable(exception) is not { } code) return false;
        await Answer(httpContext, code, Exceptions.RetryAfter);
        return true;
    }

    public async Task Answer(HttpContext http, string code, string retryAfter)
    {
        CallerLanguage.Use(http);
        http.Response.Headers.RetryAfter = retryAfter;
        if (http.IsApi())
        {
            await new Problem(new Error(ErrorKind.Invalid, code, []), status: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(http);
            return;
        }

        var language = CultureInfo.CurrentUICulture.Name;
        if (!_pages.TryGetValue((code, language), out var page)) page = _pages[(code, language)] = await Made(code);
        SecurityHeaders.Set(http);
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(page, http.RequestAborted);
    }

    private async Task<byte[]> Made(string code)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<UnavailablePage>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Code"] = code }))).ToHtmlString());
        return Encoding.UTF8.GetBytes(html);
    }
}
