using Microsoft.Extensions.Logging;

namespace Modular.BuildingBlocks.Data;

/// <summary>Keeps a second host that trusts its memory off the same database.</summary>
public sealed class HostLock : IAsyncDisposable
{
    /// <summary>Takes the lock or throws <see cref="DatabaseInUseException"/>; <paramref name="lost"/> is called once if another host gets it later.</summary>
    public static Task<HostLock> Take(string connectionString, Action lost, ILogger log, CancellationToken ct = default) =>
        throw new NotImplementedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
