using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Results;
using Modular.BuildingBlocks.Switches;

namespace Modular.BuildingBlocks.Callers;

/// <summary>Tells who sent a request, from its bearer token (API) or its cookie (pages).</summary>
public interface ICallerSource
{
    /// <returns>The caller; an error where credentials were sent that are worth nothing any more.</returns>
    ValueTask<(Caller Caller, Error? Stale)> Find(HttpContext http);
}

/// <summary>Puts the caller and the caller's language in place for all that follows.</summary>
public sealed class CallerMiddleware(RequestDelegate next)
{
    // A session's caller is the same object from request to request.
    private readonly ConditionalWeakTable<Caller, ClaimsPrincipal> _principals = [];

    public async Task Invoke(HttpContext http, CallerScope scope, ICallerSource source, IFeatureSwitches switches)
    {
        // Whether the host lives is told to nobody in particular, above all while there is no database to look anybody up in.
        if (http.Request.Path.StartsWithSegments("/health"))
        {
            await next(http);
            return;
        }

        var (caller, stale) = await source.Find(http);
        CallerLanguage.Use(http, caller.Country);
        scope.Caller = await switches.Apply(caller, http.RequestAborted);
        Actor.Is(new Actor(
            caller.IsSignedIn ? caller.UserId : null, caller.Behalf,
            Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier, http.Connection.RemoteIpAddress?.ToString()));
        if (caller.IsSignedIn)
        {
            // Forms are sealed for this: one that was opened for another account is refused.
            http.User = _principals.GetValue(caller, PrincipalOf);
        }

        if (stale is not null && http.IsApi() && !IsFreshStart(http))
        {
            await new Problem(stale).ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    /// <summary>Signing in with an old token still in the header is no mistake; reading with one is.</summary>
    private static bool IsFreshStart(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method)
        && http.GetEndpoint()?.Metadata.GetMetadata<AccessAttribute>() is AllowAnyoneAttribute;

    private static ClaimsPrincipal PrincipalOf(Caller caller) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, $"{caller.SessionId:N}/{caller.AccountId:N}{(caller.Behalf is null ? "" : "/behalf")}")], "session"));
}

/// <summary>Registers what every request needs to know its caller.</summary>
public static class CallerServices
{
    public static IServiceCollection AddCallers(this IServiceCollection services) => services
        .AddScoped<CallerScope>()
        .AddScoped(provider => provider.GetRequiredService<CallerScope>().Caller)
        .AddScoped<CommandId>();
}
