using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Events;

namespace Modular.BuildingBlocks.Data;

/// <summary>Registers the database and the outbox.</summary>
public static class DataRegistration
{
    /// <summary>Adds the pool, <see cref="Db"/>, <see cref="CommitGroup"/> and <see cref="Migrator"/>; modules add their <see cref="MigrationSource"/>.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, Func<IServiceProvider, string> connectionString) => services
        .AddSingleton(provider => Db.Source(connectionString(provider)))
        .AddSingleton<Db>()
        .AddSingleton<Sealer>()
        .AddSingleton<OutboxSignal>()
        .AddSingleton<CommitGroup>()
        .AddSingleton<AuditChain>()
        .AddSingleton<AuditSealing>()
        .AddSingleton<Migrator>();

    /// <summary>Adds the worker that delivers events; start it after the migrations.</summary>
    public static IServiceCollection AddOutboxWorker(this IServiceCollection services, OutboxOptions? options = null) => services
        .AddSingleton(options ?? new OutboxOptions())
        .AddSingleton<Inbox>()
        .AddHostedService<OutboxWorker>()
        .AddHostedService<OutboxRetention>()
        .AddHostedService(provider => provider.GetRequiredService<AuditSealing>());
}
