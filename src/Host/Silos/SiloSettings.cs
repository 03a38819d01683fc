using Orleans.Configuration;

namespace Modular.Host.Silos;

/// <summary>Whether this host has the database for itself, and what a silo of a cluster is called; the section <c>Silo</c> of the configuration.</summary>
internal sealed record SiloSettings
{
    /// <summary>Several hosts work on this database, each with a silo of its own.</summary>
    public bool Shared { get; init; }

    /// <summary>The silos of this database's hosts are one cluster: only in a build with the real packages.</summary>
    public bool Cluster { get; init; }

    /// <summary>Silos of one id find each other.</summary>
    public string ClusterId { get; init; } = "modular";

    /// <summary>Unique among the silos; the machine's name unless set.</summary>
    public string Name { get; init; } = Environment.MachineName;

    /// <summary>The name or address under which the other silos reach this one; the machine's own unless set.</summary>
    public string? Address { get; init; }

    /// <summary>Silo to silo.</summary>
    public int Port { get; init; } = 11111;

    /// <summary>Clients outside the cluster to silo; the portal has none, so that 0 closes it.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>How often a silo asks its neighbours whether they live.</summary>
    public double ProbeSeconds { get; init; } = 1;

    /// <summary>After how many unanswered probes a silo is held to be dead.</summary>
    public int MissedProbes { get; init; } = 2;

    /// <summary>How many silos must find it dead.</summary>
    public int Votes { get; init; } = 1;

    /// <summary>For how long a grain that nobody calls is kept in memory.</summary>
    public double IdleMinutes { get; init; } = 15;

    /// <summary>Whether another process may change what this one remembers.</summary>
    public bool SharesDatabase => Shared || Cluster;

    public static SiloSettings Of(IConfiguration configuration) => configuration.GetSection("Silo").Get<SiloSettings>() ?? new SiloSettings();

    public void Collect(GrainCollectionOptions options)
    {
        options.CollectionAge = TimeSpan.FromMinutes(IdleMinutes);
        if (options.CollectionQuantum >= options.CollectionAge) options.CollectionQuantum = options.CollectionAge / 2;
    }
}
