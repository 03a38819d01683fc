namespace Modular.Simulation.Faults;

/// <summary>What is to be broken.</summary>
public sealed record SceneOptions
{
    /// <summary>The path of <c>Modular.Host.dll</c>.</summary>
    public required string Program { get; init; }

    /// <summary>The text of <c>deploy/haproxy.cfg</c>; needed for several hosts.</summary>
    public string ProxyConfiguration { get; init; } = "";

    public int Hosts { get; init; } = 1;

    /// <summary>A database that somebody else keeps; null: a durable PostgreSQL of its own.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The cluster lies in a memory file system of so many megabytes.</summary>
    public int? Megabytes { get; init; }

    /// <summary>The hosts' clock is read from a file of the directory.</summary>
    public bool OwnClock { get; init; }
}
