using System.Diagnostics;

namespace Modular.Simulation.Faults;

/// <summary>A host as its users start it, always at one address.</summary>
public sealed class PortalProcess : IDisposable
{
    private readonly string _program;
    private readonly string _directory;
    private readonly string[] _arguments;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private Process? _process;
    private int _read;

    /// <param name="program">The path of <c>Modular.Host.dll</c>.</param>
    public PortalProcess(string program, string directory, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        (_program, _directory, _environment) = (program, directory, environment);
        Address = new Uri($"http://127.0.0.1:{Programs.FreePort()}");
        _arguments = [.. arguments, "--urls", Address.ToString(), "--Data:Directory", directory];
    }

    public Uri Address { get; }

    public bool IsRunning => _process is { HasExited: false };

    public int Id => _process!.Id;

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task Start()
    {
        Directory.CreateDirectory(_directory);
        var start = new ProcessStartInfo("sh", ["-c", "exec dotnet \"$@\" >>host.log 2>&1", "sh", _program, .. _arguments]) { WorkingDirectory = _directory };
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        start.Environment["Logging__Format"] = "text";
        _process = Process.Start(start)!;
        if (!await Programs.Becomes(IsReady, TimeSpan.FromSeconds(60)))
            throw new InvalidOperationException($"The host does not become ready; see {_directory}/host.log");
    }

    public async Task<bool> IsReady()
    {
        if (_process is { HasExited: true }) throw new InvalidOperationException($"The host ended with {_process.ExitCode}; see {_directory}/host.log");
        try
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            using var answer = await http.GetAsync(new Uri(Address, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>SIGKILL: nothing is finished, nothing is told.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a supervisor stops it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Terminate()
    {
        Programs.Signal(Id, "TERM");
        await _process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    /// <summary>What it logged as failed since this was last asked.</summary>
    public IReadOnlyList<string> Failures()
    {
        using var log = new StreamReader(new FileStream(Path.Combine(_directory, "host.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = log.ReadToEnd().Split('\n').Skip(_read).ToArray();
        _read += lines.Length - 1;
        return [.. lines.Where(l => l.StartsWith("fail:", StringComparison.Ordinal) || l.StartsWith("crit:", StringComparison.Ordinal))];
    }

    public void Dispose()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
