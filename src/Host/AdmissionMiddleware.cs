using Modular.Host.Web;

namespace Modular.Host;

/// <summary>Refuses what the host has no room for, before anything is done for it.</summary>
internal sealed class AdmissionMiddleware(RequestDelegate next, Admission admission, Unavailable unavailable)
{
    private const long SmallBody = 64 * 1024;

    public async Task Invoke(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/health"))
        {
            await next(http);
            return;
        }

        await Arrived(http.Request);
        if (await admission.Enter(http.RequestAborted) is not { } place)
        {
            await unavailable.Answer(http, "request.overloaded", "1");
            return;
        }

        try
        {
            // A download goes at its reader's pace from here on.
            http.Response.OnStarting(Leave, place);
            await next(http);
        }
        finally
        {
            place.Leave();
        }
    }

    /// <summary>Whoever stops half-way through a body keeps no place.</summary>
    private static async ValueTask Arrived(HttpRequest request)
    {
        if (request.ContentLength is not (> 0 and <= SmallBody)) return;
        var body = await request.BodyReader.ReadAtLeastAsync((int)request.ContentLength, request.HttpContext.RequestAborted);
        request.BodyReader.AdvanceTo(body.Buffer.Start);
    }

    private static Task Leave(object place)
    {
        ((Admission.Place)place).Leave();
        return Task.CompletedTask;
    }
}
