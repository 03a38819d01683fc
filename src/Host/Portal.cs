using Modular.BuildingBlocks.Data;

namespace Modular.Host;

/// <summary>The whole program, ready to run: its web application and, unless a server is configured, its own PostgreSQL.</summary>
public sealed class Portal : IAsyncDisposable
{
    private readonly HostLock? _alone;
    private readonly EmbeddedPostgres? _postgres;

    private Portal(WebApplication app, HostLock? alone, EmbeddedPostgres? postgres) =>
        (App, _alone, _postgres) = (app, alone, postgres);

    public WebApplication App { get; }

    /// <summary>Tells proxies and clients that the host is about to stop, and answers how long they are given.</summary>
    public TimeSpan Drain() => App.Services.GetRequiredService<Draining>().Begin();

    /// <summary>Starts the database, migrates it and composes the application; it does not listen yet.</summary>
    /// <param name="configure">What a test sets differently.</param>
    public static async Task<Portal> Build(string[] args, Action<WebApplicationBuilder>? configure = null, CancellationToken ct = default)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(Portal).Assembly.GetName().Name,
        });
        configure?.Invoke(builder);
        builder.AddStructuredLogs();
        // A new cluster takes a second or two: the application is composed meanwhile.
        var starting = builder.Configuration.StartDatabase();
        try
        {
            builder.AddPortal();
            var app = builder.Build();
            app.UsePortal();
            var postgres = await starting;
            if (postgres is not null) app.Configuration[Database.Setting] = postgres.ConnectionString;
            return new Portal(app, await app.PrepareDatabase(ct), postgres);
        }
        catch
        {
            // What failed may have been the database itself.
            await starting.ContinueWith(_ => { }, TaskScheduler.Default);
            if (starting is { IsCompletedSuccessfully: true, Result: { } postgres }) await postgres.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_alone is not null) await _alone.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
    }
}
