using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Modular.Simulation.Faults;

/// <summary>A PostgreSQL with durable settings that may be killed, starved and started again, always on one port.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly string _binaries;
    private readonly int _port;

    private PrivatePostgres(string directory, string binaries, int port)
    {
        (Directory, _binaries, _port) = (directory, binaries, port);
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=modular;Database=postgres";
    }

    /// <summary>The cluster; beside it in the same file system is room to be filled.</summary>
    public string Directory { get; }

    public string ConnectionString { get; }

    private string PidFile => Path.Combine(Directory, "postmaster.pid");

    public bool IsRunning => File.Exists(PidFile) && Process.GetProcesses().Any(p => p.Id == Pid);

    private int Pid => int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    public static async Task<PrivatePostgres> Start(string directory)
    {
        var postgres = new PrivatePostgres(directory, Binaries(), Programs.FreePort());
        System.IO.Directory.CreateDirectory(directory);
        if (Environment.IsPrivilegedProcess) await Programs.Run("chown", "postgres:", directory);
        await postgres.Execute("initdb", "-D", directory, "-U", "modular", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--lc-collate=C", "--no-instructions");
        await File.AppendAllTextAsync(Path.Combine(directory, "postgresql.conf"), string.Create(CultureInfo.InvariantCulture, $"""

            listen_addresses = '127.0.0.1'
            port = {postgres._port}
            unix_socket_directories = ''
            max_connections = 400
            shared_buffers = '128MB'
            max_wal_size = '128MB'
            min_wal_size = '32MB'
            deadlock_timeout = '100ms'
            fsync = on
            synchronous_commit = on
            full_page_writes = on

            """));
        await postgres.StartAgain();
        return postgres;
    }

    /// <summary>SIGKILL of the postmaster; its children end when they notice.</summary>
    public void Kill() => Programs.Signal(Pid, "KILL");

    public async Task StartAgain()
    {
        for (var attempt = 1; ; attempt++)
        {
            var (code, output) = await Try("pg_ctl", "start", "-w", "-t", "60", "-D", Directory, "-l", Path.Combine(Directory, "server.log"));
            if (code == 0) return;
            // The last children of a killed server still hold its memory.
            if (attempt == 20) throw new InvalidOperationException("PostgreSQL does not start: " + output.Trim());
            await Task.Delay(250);
        }
    }

    public static async Task CutConnections(string connectionString)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var cut = new NpgsqlCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
        await cut.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning) await Try("pg_ctl", "stop", "-m", "immediate", "-w", "-D", Directory);
    }

    private static string Binaries() =>
        System.IO.Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture))
            .Select(d => Path.Combine(d, "bin")).First(d => File.Exists(Path.Combine(d, "initdb")));

    private async Task Execute(string program, params string[] arguments)
    {
        var (code, output) = await Try(program, arguments);
        if (code != 0) throw new InvalidOperationException($"{program} failed: {output.Trim()}");
    }

    private Task<(int Code, string Output)> Try(string program, params string[] arguments)
    {
        var file = Path.Combine(_binaries, program);
        return Environment.IsPrivilegedProcess
            ? Programs.Try("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--init-groups", file, .. arguments])
            : Programs.Try(file, arguments);
    }
}
