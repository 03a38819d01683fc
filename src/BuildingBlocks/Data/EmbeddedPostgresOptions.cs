namespace Modular.BuildingBlocks.Data;

/// <summary>Where and how a private PostgreSQL runs.</summary>
public sealed record EmbeddedPostgresOptions
{
    public required string DataDirectory { get; init; }

    /// <summary>False gives up the data of a crash for speed: only for tests.</summary>
    public bool Durable { get; init; } = true;

    public int MaxConnections { get; init; } = 200;

    /// <summary>Lines of postgresql.conf that win over ours.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
