using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Modular.Catalog.Import;

/// <summary>Imports files that are already on this machine, one after the other, in the background; and clears up after hosts that died.</summary>
internal sealed class ImportQueue(PriceImport import, ImportLog imports, TimeProvider time, ILogger<ImportQueue> log) : BackgroundService
{
    private readonly Channel<(ImportOrder Order, string Path, bool Delete)> _files =
        Channel.CreateUnbounded<(ImportOrder, string, bool)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly ConcurrentDictionary<Guid, ImportView> _waiting = new();

    /// <param name="delete">Whether the file is ours to delete when it has been read.</param>
    public ImportView Add(ImportOrder order, string path, bool delete)
    {
        var view = new ImportView(
            order.Id, ImportState.Waiting, order.DryRun, order.FileName, 0, 0, 0, 0, 0, [], null, time.GetUtcNow().UtcDateTime, null, null);
        _waiting[order.Id] = view;
        _files.Writer.TryWrite((order, path, delete));
        return view;
    }

    /// <summary>An import that this host will begin, or null.</summary>
    public ImportView? Waiting(Guid id) => _waiting.GetValueOrDefault(id);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Try("Clearing up after hosts that died", () => imports.FailAbandoned(stoppingToken));
        await foreach (var (order, path, delete) in _files.Reader.ReadAllAsync(stoppingToken))
        {
            await Try($"The import of {order.FileName}", async () =>
            {
                await using var file = File.OpenRead(path);
                var done = await import.Run(order, file, stoppingToken);
                log.LogInformation("{File} is imported: {Outcome}", order.FileName, done.Error?.Code ?? "done");
            });
            _waiting.TryRemove(order.Id, out _);
            if (delete) File.Delete(path);
        }
    }

    // One file that cannot be read must not keep the others from being imported.
    private async Task Try(string what, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "{What} failed", what);
        }
    }
}
