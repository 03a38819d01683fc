using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Modules;
using Modular.Host.Silos;

namespace Modular.Host;

/// <summary>Where the data is kept: the configured server, or a private PostgreSQL in the data directory.</summary>
internal static class Database
{
    public const string Setting = "ConnectionStrings:Modular";

    /// <summary>The directory that holds everything this installation owns; <c>.data</c> unless <c>Data:Directory</c> says otherwise.</summary>
    public static string DataDirectory(this IConfiguration configuration) =>
        Path.GetFullPath(configuration["Data:Directory"] ?? ".data");

    /// <returns>The private server, or null where the configuration names one.</returns>
    public static async Task<EmbeddedPostgres?> StartDatabase(this IConfiguration configuration)
    {
        if (!string.IsNullOrEmpty(configuration[Setting])) return null;
        using var logs = LoggerFactory.Create(l => l.AddConsole());
        return await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(configuration.DataDirectory(), "postgres") },
            logs.CreateLogger<EmbeddedPostgres>(),
            // Cut short, it might leave a server behind that nobody knows of yet.
            CancellationToken.None);
    }

    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider => new SoleHost(!SiloSettings.Of(provider.GetRequiredService<IConfiguration>()).SharesDatabase));
        builder.Services.AddData(provider => provider.GetRequiredService<IConfiguration>()[Setting]!).AddOutboxWorker();
        foreach (var module in Modules.All) builder.Services.AddSingleton(new MigrationSource(module.Name, module.Assembly));
    }

    /// <summary>Makes sure, for a host that trusts its memory, that it is the only one; migrates; loads what an empty installation needs.</summary>
    /// <returns>The lock that keeps a second host off, or null for a host that shares.</returns>
    public static async Task<HostLock?> PrepareDatabase(this WebApplication app, CancellationToken ct)
    {
        var services = app.Services;
        var log = services.GetRequiredService<ILogger<HostLock>>();
        var alone = SiloSettings.Of(app.Configuration).SharesDatabase
            ? null
            : await HostLock.Take(app.Configuration[Setting]!, app.Lifetime.StopApplication, log, ct);
        await services.GetRequiredService<Migrator>().Migrate(ct);

        if (app.Configuration.GetValue("Demo:Enabled", false))
        {
            foreach (var demo in services.GetServices<IDemoData>().OrderBy(d => d.Order)) await demo.Load(ct);
        }

        foreach (var first in services.GetServices<IFirstData>().OrderBy(d => d.Order)) await first.Load(ct);
        return alone;
    }
}
