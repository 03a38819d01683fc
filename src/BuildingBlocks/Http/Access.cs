using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Results;
using Modular.BuildingBlocks.Switches;

namespace Modular.BuildingBlocks.Http;

/// <summary>Says at the route who may use it; the pipeline says it again for every door.</summary>
public static class Access
{
    /// <summary>Takes the mark from the request type that the route sends.</summary>
    public static TBuilder Require<TBuilder>(this TBuilder route, Type request) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(request.GetCustomAttribute<AccessAttribute>()
            ?? throw new InvalidOperationException($"{request} says not who may send it."));

    /// <inheritdoc cref="Require{TBuilder}(TBuilder, Type)"/>
    public static RouteHandlerBuilder Require<TRequest>(this RouteHandlerBuilder route)
    {
        route.Require(typeof(TRequest)).WithMetadata(new Sends(typeof(TRequest)));
        return typeof(TRequest).GetCustomAttribute<LimitedAttribute>() is { } limit ? route.WithMetadata(limit) : route;
    }

    public static TBuilder AllowAnyone<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new AllowAnyoneAttribute());

    public static TBuilder SignedIn<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new SignedInAttribute());
}

/// <summary>What a route sends, for the API's description.</summary>
public sealed record Sends(Type Request);

/// <summary>A request header that a route understands, for the API's description.</summary>
public sealed record TakesHeader(string Name, string Meaning);

/// <summary>Refuses before anything of the request is read; an endpoint without a mark is closed to everybody.</summary>
public sealed class AccessMiddleware(RequestDelegate next)
{
    public Task Invoke(HttpContext http, Caller caller, RateLimits limits)
    {
        // Routing's own endpoints, which answer 405 and 415, are no routes and have nothing to guard.
        if (http.GetEndpoint() is not RouteEndpoint endpoint) return next(http);
        var error = AccessErrors.Check(
            endpoint.Metadata.GetMetadata<AccessAttribute>(), caller, endpoint.Metadata.GetMetadata<FeatureAttribute>()?.Name);
        // The request counts when it is sent; here its body, which may be large, is not read in vain.
        if (error is null && http.IsApi() && endpoint.Metadata.GetMetadata<LimitedAttribute>() is { } limit)
            error = limits.UsedUp(limit, Actor.Current.RemoteAddress);
        if (error is null) return next(http);
        if (http.IsApi()) return new Problem(error).ExecuteAsync(http);
        if (error.Kind == ErrorKind.SignedOut) return ToSignIn(http);
        if (caller.Pending is { } step) return To(http, step.Page);
        http.Items[typeof(Error)] = error;
        http.Response.StatusCode = Problem.StatusOf(error.Kind);
        return Task.CompletedTask;
    }

    /// <summary>Whoever asked for a page comes back to it; whoever sent a form, to the page it stood on.</summary>
    private static Task ToSignIn(HttpContext http)
    {
        var isRead = HttpMethods.IsGet(http.Request.Method);
        var returnUrl = isRead ? http.Request.Path + http.Request.QueryString : FormsPage(http);
        return To(http, $"/sign-in?{(isRead ? "" : "ended=1&")}returnUrl={Uri.EscapeDataString(returnUrl)}");
    }

    private static Task To(HttpContext http, string page)
    {
        if (HttpMethods.IsGet(http.Request.Method) || !http.Request.Headers.ContainsKey("HX-Request"))
        {
            http.Response.Redirect(page);
            return Task.CompletedTask;
        }

        // A script would follow a redirect by itself and never leave the page.
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        http.Response.Headers["HX-Redirect"] = page;
        return Task.CompletedTask;
    }

    private static string FormsPage(HttpContext http) =>
        http.Request.GetTypedHeaders().Referer is { IsAbsoluteUri: true } from && from.Authority == http.Request.Host.Value ? from.PathAndQuery : "/";
}

/// <summary>Which of the two doors a request came through.</summary>
public static class Doors
{
    private static readonly string[] Api = ["/api", "/oauth2", "/oauth"];

    public static bool IsApi(this HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        foreach (var door in Api)
        {
            if (path.StartsWith(door, StringComparison.OrdinalIgnoreCase) && (path.Length == door.Length || path[door.Length] == '/')) return true;
        }

        return false;
    }
}
