using System.Net.Sockets;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization.Configuration;

namespace Modular.Host.Silos;

/// <summary>A silo of the real packages: alone on this machine, or one of a cluster that meets in the database.</summary>
/// <remarks>Compiled with <c>-p:UseStandIns=false</c> only.</remarks>
internal static class ClusterSilo
{
    private const string ServiceId = "modular";
    private static readonly TimeSpan DeadAfter = TimeSpan.FromDays(1);

    public static void AddSilo(this WebApplicationBuilder builder)
    {
        var settings = SiloSettings.Of(builder.Configuration);
        builder.UseOrleans(silo =>
        {
            // A type without a serializer breaks every call of its interface: better at the start than at the first call.
            silo.Configure<TypeManifestOptions>(o => o.EnableConfigurationAnalysis = true);
            silo.Configure<GrainCollectionOptions>(settings.Collect);
            if (settings.Cluster) silo.Join(settings);
            else silo.UseLocalhostClustering(settings.Port, settings.GatewayPort, serviceId: ServiceId, clusterId: settings.ClusterId);
        });
        // Calls under way are answered before the silo leaves.
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
    }

    private static void Join(this ISiloBuilder silo, SiloSettings settings)
    {
        // The address of a private PostgreSQL is known only once it runs.
        silo.UseAdoNetClustering(options => options.Configure<IConfiguration>((o, configuration) =>
        {
            o.Invariant = "Npgsql";
            o.ConnectionString = new NpgsqlConnectionStringBuilder(configuration[Database.Setting])
            {
                SearchPath = "platform", ApplicationName = "modular-membership", MaxPoolSize = 10,
            }.ConnectionString;
        }));
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (settings.ClusterId, ServiceId));
        silo.Configure<SiloOptions>(o => o.SiloName = settings.Name);
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            o.ProbeTimeout = TimeSpan.FromSeconds(settings.ProbeSeconds);
            o.NumMissedProbesLimit = settings.MissedProbes;
            o.NumVotesForDeathDeclaration = settings.Votes;
            o.TableRefreshTimeout = TimeSpan.FromSeconds(10);
            o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
            o.DefunctSiloExpiration = DeadAfter;
        });
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(15));
        if (settings.Address is { Length: > 0 } address)
            silo.ConfigureEndpoints(address, settings.Port, settings.GatewayPort, AddressFamily.InterNetwork, listenOnAnyHostAddress: true);
        else
            silo.ConfigureEndpoints(settings.Port, settings.GatewayPort, AddressFamily.InterNetwork, listenOnAnyHostAddress: true);
    }
}
