using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;
using Modular.BuildingBlocks.Data;
using Modular.Host;
using Modular.Host.Silos;

// A signal may come while the database is still being started, before ASP.NET Core listens to any.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    await using var portal = await Portal.Build(args, ct: stop.Token);
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
