using System.Diagnostics;

namespace Modular.IntegrationTests;

/// <summary>The host as its users start it, in a process of its own that can be killed.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it on this database and a free port, and waits until it listens.</summary>
    public static Task<HostProcess> Start(string connectionString, params string[] arguments) => Start(connectionString, [], arguments);

    /// <inheritdoc cref="Start(string, string[])"/>
    public static async Task<HostProcess> Start(string connectionString, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Modular.Host.dll"), "--urls", "http://127.0.0.1:0", "--Host:BurstSeconds", "60", .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Directory.CreateTempSubdirectory("modular-test-host-").FullName,
        };
        start.Environment["ConnectionStrings__Modular"] = connectionString;
        start.Environment["Logging__Format"] = "text";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var listens = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) listens.TrySetException(new InvalidOperationException("The host ended before it listened."));
            else if (line.Data.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) is >= 0 and var at)
                listens.TrySetResult(new Uri(line.Data[at..].Split(' ', '"')[0]));
        };
        process.BeginOutputReadLine();
        return new HostProcess(process, await listens.Task.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    /// <summary>SIGKILL: nothing is finished, nothing is told.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>A signal such as <c>TERM</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end and answers the exit code.</summary>
    public async Task<int> Ended(int withinSeconds)
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(withinSeconds));
        return _process.ExitCode;
    }

    public Api NewApi(string? token = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return new Api(http);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
