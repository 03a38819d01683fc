namespace Modular.Host;

/// <summary>Between the signal to stop and stopping: the host is not ready any more, and serves whoever has not noticed yet.</summary>
internal sealed class Draining(IConfiguration configuration)
{
    private volatile bool _hasBegun;

    public bool HasBegun => _hasBegun;

    /// <summary>Says so at <c>/health/ready</c> from now on, and ends kept connections with their next answer.</summary>
    /// <returns>For how long to go on serving.</returns>
    public TimeSpan Begin()
    {
        _hasBegun = true;
        return TimeSpan.FromSeconds(configuration.GetValue("Host:DrainSeconds", 0.0));
    }

    public static void Use(WebApplication app)
    {
        var draining = app.Services.GetRequiredService<Draining>();
        app.Use((http, next) =>
        {
            // At the start of the answer: an error page begins with no headers.
            if (draining.HasBegun) http.Response.OnStarting(CloseAfterwards, http);
            return next(http);
        });
    }

    private static Task CloseAfterwards(object http)
    {
        ((HttpContext)http).Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
