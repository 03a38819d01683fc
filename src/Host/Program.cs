using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;
using Modular.BuildingBlocks.Data;
using Modular.Host;
using Modular.Host.Silos;

// A signal may come while the database is still being started, and when it comes later the host is to drain first.
using var stop = new CancellationTokenSource();
Portal? serving = null;
var asked = 0;
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    // Whoever asks a second time does not want to wait.
    if (Interlocked.Increment(ref asked) == 1 && serving?.Drain() is { } time && time > TimeSpan.Zero) stop.CancelAfter(time);
    else stop.Cancel();
}

using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop);
try
{
    await using var portal = await Portal.Build(args, b => b.Services.AddSingleton<IHostLifetime, OwnSignals>(), stop.Token);
    serving = portal;
    await portal.App.RunAsync(stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception e) when (e is DataDirectoryInUseException or DatabaseInUseException or MigrationException or SiloSettingsException
    || e is IOException { InnerException: AddressInUseException })
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
