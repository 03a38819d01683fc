using Orleans.Configuration;
using Orleans.Hosting;

namespace Modular.Host.Silos;

/// <summary>The silo of this process alone: what a build with the stand-ins has.</summary>
internal static class OwnSilo
{
    public static void AddSilo(this WebApplicationBuilder builder)
    {
        var settings = SiloSettings.Of(builder.Configuration);
        if (settings.Cluster)
            throw new SiloSettingsException("Silo:Cluster needs a build with -p:UseStandIns=false (docs/cluster.md); hosts of this build share a database with Silo:Shared=true.");
        builder.UseOrleans(silo => silo.Configure<GrainCollectionOptions>(settings.Collect));
    }
}
