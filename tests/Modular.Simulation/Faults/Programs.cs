using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Modular.Simulation.Faults;

/// <summary>Programs that are started, waited for and ended by their number.</summary>
internal static class Programs
{
    /// <summary>Runs a program to its end; throws with what it said if it fails.</summary>
    public static async Task Run(string file, params string[] arguments)
    {
        var (code, output) = await Try(file, arguments);
        if (code != 0) throw new InvalidOperationException($"{file} failed with {code}: {output.Trim()}");
    }

    public static async Task<(int Code, string Output)> Try(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    public static void Signal(int process, string signal) => Process.Start("kill", ["-" + signal, process.ToString(System.Globalization.CultureInfo.InvariantCulture)])!.WaitForExit();

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <returns>Whether it came true in time.</returns>
    public static async Task<bool> Becomes(Func<Task<bool>> happened, TimeSpan atMost)
    {
        var giveUp = DateTime.UtcNow + atMost;
        while (!await happened())
        {
            if (DateTime.UtcNow > giveUp) return false;
            await Task.Delay(50);
        }

        return true;
    }
}
