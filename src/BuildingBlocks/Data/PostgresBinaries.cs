using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Modular.BuildingBlocks.Data;

/// <summary>PostgreSQL's programs, run as a user who is not root.</summary>
internal sealed class PostgresBinaries
{
    private const string UnprivilegedUser = "postgres";
    private readonly string directory;

    private PostgresBinaries(string directory, string? user)
    {
        this.directory = directory;
        User = user;
    }

    /// <summary>Who runs the programs when we are root; null when we are not.</summary>
    public string? User { get; }

    /// <summary>The newest installation, or the one that an existing cluster was made with.</summary>
    public static async Task<PostgresBinaries> Find(string? clusterVersion, string? clusterOwner, CancellationToken ct)
    {
        foreach (var directory in Candidates().Where(IsComplete))
        {
            if (clusterVersion is null || await Version(directory, ct) == clusterVersion)
                return new PostgresBinaries(directory, Environment.IsPrivilegedProcess ? clusterOwner ?? UnprivilegedUser : null);
        }
        throw new InvalidOperationException(clusterVersion is null
            ? "PostgreSQL is not installed: run `apt-get install postgresql`, or set ConnectionStrings__Modular to use a server you have."
            : $"The data was made by PostgreSQL {clusterVersion}, which is not installed: run `apt-get install postgresql-{clusterVersion}`.");
    }

    /// <summary>Runs a program of PostgreSQL or of the system as the unprivileged user; throws with its output if it fails.</summary>
    public async Task Run(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var (exitCode, output) = await Execute(program, arguments, ct);
        if (exitCode != 0)
            throw new InvalidOperationException($"{program} failed with {exitCode.ToString(CultureInfo.InvariantCulture)}: {output.Trim()}");
    }

    /// <summary>As <see cref="Run"/>, with the exit code as an answer.</summary>
    public Task<(int ExitCode, string Output)> Execute(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var own = Path.Combine(directory, program);
        var command = File.Exists(own) ? own : program;
        return User is null
            ? Start(command, arguments, ct)
            : Start("setpriv", ["--reuid", User, "--regid", User, "--init-groups", command, .. arguments], ct);
    }

    /// <summary>Gives files to the unprivileged user.</summary>
    public async Task GiveAway(string path, CancellationToken ct)
    {
        if (User is null) return;
        var (exitCode, output) = await Start("chown", ["-R", $"{User}:", path], ct);
        if (exitCode != 0)
            throw new InvalidOperationException($"PostgreSQL does not run as root, and {path} cannot be given to the user {User}: {output.Trim()}");
    }

    public static async Task<string?> Owner(string path, CancellationToken ct)
    {
        var (exitCode, output) = await Start("stat", ["-c", "%U", path], ct);
        return exitCode == 0 && output.Trim() is not "root" and var owner ? owner : null;
    }

    private static IEnumerable<string> Candidates()
    {
        // Debian's pg_ctl on the PATH may be a link from another directory than its siblings.
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(d => Path.Combine(d, "initdb")).Where(File.Exists)
            .Select(f => Path.GetDirectoryName(File.ResolveLinkTarget(f, returnFinalTarget: true)?.FullName ?? f)!);
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(d => Path.Combine(d, "bin"))
            : [];
        return onPath.Concat(installed).Distinct();
    }

    private static bool IsComplete(string directory) =>
        Array.TrueForAll(["initdb", "pg_ctl", "postgres"], program => File.Exists(Path.Combine(directory, program)));

    private static async Task<string> Version(string directory, CancellationToken ct)
    {
        // "postgres (PostgreSQL) 15.14 (Debian …)"
        var (_, output) = await Start(Path.Combine(directory, "postgres"), ["--version"], ct);
        return output.Split(' ').ElementAtOrDefault(2)?.Split('.')[0].Trim() ?? "";
    }

    private static async Task<(int ExitCode, string Output)> Start(string file, IEnumerable<string> arguments, CancellationToken ct)
    {
        // The unprivileged user may not be allowed into our own working directory.
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{file} cannot be run: {e.Message}", e);
        }
    }
}
