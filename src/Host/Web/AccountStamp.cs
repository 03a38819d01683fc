using Modular.BuildingBlocks.Callers;

namespace Modular.Host.Web;

/// <summary>Which account a page was made for: what its script asks for after a switch in another tab gets nothing of the new account.</summary>
internal static class AccountStamp
{
    private const string Header = "Modular-Account";

    public static string? Of(Caller caller) => caller.IsSignedIn ? $"{caller.AccountId:N}{(caller.Behalf is null ? "" : "-behalf")}" : null;

    public static void UseAccountStamp(this WebApplication app) => app.Use((http, next) =>
    {
        var asked = http.Request.Headers[Header];
        if (asked.Count == 0) return next(http);
        var stamp = Of(http.RequestServices.GetRequiredService<Caller>());
        if (asked == "" || stamp is null || asked == stamp) return next(http);
        http.Response.StatusCode = StatusCodes.Status409Conflict;
        http.Response.Headers["Modular-Account-Changed"] = "true";
        // A body of its own keeps the error page away.
        return http.Response.WriteAsync("account changed", http.RequestAborted);
    });
}
