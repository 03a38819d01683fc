using Microsoft.Extensions.Logging;

namespace Modular.BuildingBlocks.Data;

/// <summary>A private PostgreSQL of this process, on a free port of 127.0.0.1, stopped on dispose.</summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    /// <summary>The database <c>modular</c> of this cluster.</summary>
    public string ConnectionString { get; } = "";

    /// <summary>Where the cluster really is.</summary>
    public string DataDirectory { get; } = "";

    public static Task<EmbeddedPostgres> Start(EmbeddedPostgresOptions options, ILogger log, CancellationToken ct = default) =>
        throw new NotImplementedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
