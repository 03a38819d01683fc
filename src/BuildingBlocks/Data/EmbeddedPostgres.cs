using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Modular.BuildingBlocks.Data;

/// <summary>A private PostgreSQL of this process, on a free port of 127.0.0.1 behind a generated password, stopped on dispose.</summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string UserAndDatabase = "modular";
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly EmbeddedPostgresOptions options;
    private readonly FileStream hostLock;
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private PostgresBinaries binaries = null!;
    private Task watching = Task.CompletedTask;
    private bool stopped;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, FileStream hostLock, ILogger log)
    {
        this.options = options;
        this.hostLock = hostLock;
        this.log = log;
        DataDirectory = Path.GetFullPath(options.DataDirectory);
    }

    /// <summary>The database <c>modular</c> of this cluster.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Where the cluster really is: elsewhere than asked if PostgreSQL's user may not go there.</summary>
    public string DataDirectory { get; private set; }

    private string PidFile => Path.Combine(DataDirectory, "postmaster.pid");

    private string StartLog => Path.Combine(DataDirectory, "start.log");

    private string PasswordFile => Path.Combine(DataDirectory, "modular.password");

    /// <summary>Makes the cluster if there is none, starts it and answers when it takes connections; <see cref="DataDirectoryInUseException"/> if another host has it.</summary>
    public static async Task<EmbeddedPostgres> Start(EmbeddedPostgresOptions options, ILogger log, CancellationToken ct = default)
    {
        var postgres = new EmbeddedPostgres(options, TakeLock(Path.GetFullPath(options.DataDirectory)), log);
        try
        {
            await postgres.Start(ct);
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the cluster and lets another host have the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopped) return;
        stopped = true;
        await stopping.CancelAsync();
        await watching;
        stopping.Dispose();
        if (binaries is not null) await StopIfRunning(CancellationToken.None);
        await hostLock.DisposeAsync();
    }

    private static FileStream TakeLock(string dataDirectory)
    {
        var home = Directory.CreateDirectory(Path.GetDirectoryName(dataDirectory)!).FullName;
        try
        {
            return new FileStream(Path.Combine(home, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new DataDirectoryInUseException(home, e);
        }
    }

    private async Task Start(CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        binaries = await FindBinaries(ct);
        if (binaries.User is not null && !Directory.Exists(DataDirectory) && !await CanEnter(Path.GetDirectoryName(DataDirectory)!, ct))
        {
            DataDirectory = Elsewhere(DataDirectory);
            // The cluster there may be of an earlier start, by an earlier PostgreSQL.
            binaries = await FindBinaries(ct);
            log.LogInformation("PostgreSQL's user cannot enter {Asked}; the data is in {DataDirectory}", options.DataDirectory, DataDirectory);
        }
        if (!File.Exists(Path.Combine(DataDirectory, "PG_VERSION"))) await MakeCluster(ct);
        await StopIfRunning(ct);
        var port = await StartServer(ct);
        ConnectionString = await EnsureDatabase(port, ct);
        log.LogInformation("PostgreSQL runs on port {Port} with its data in {DataDirectory}, after {Elapsed} ms",
            port, DataDirectory, clock.ElapsedMilliseconds);
        watching = Watch(stopping.Token);
    }

    /// <summary>A server that somebody killed, such as a system short of memory, is started again where it was: connections find it by themselves.</summary>
    private async Task Watch(CancellationToken ct)
    {
        for (var missed = 0; !ct.IsCancellationRequested; missed = WasKilled() ? missed + 1 : 0)
        {
            await Task.WhenAny(Task.Delay(LookEvery, ct));
            // Whoever killed it may be starting it, too.
            if (missed < 3 || ct.IsCancellationRequested) continue;
            log.LogError("PostgreSQL is gone and is started again");
            var (exitCode, output) = await RunServer(CancellationToken.None);
            if (exitCode != 0) log.LogError("PostgreSQL does not start: {Output}", output.Trim());
        }
    }

    // Whoever stops it in good order takes its number away.
    private bool WasKilled()
    {
        try
        {
            return File.Exists(PidFile) && !File.Exists($"/proc/{File.ReadLines(PidFile).First()}/cwd/postmaster.pid");
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It is just being written or removed.
            return false;
        }
    }

    private async Task<PostgresBinaries> FindBinaries(CancellationToken ct)
    {
        var versionFile = Path.Combine(DataDirectory, "PG_VERSION");
        var version = File.Exists(versionFile) ? (await File.ReadAllTextAsync(versionFile, ct)).Trim() : null;
        var owner = version is null ? null : await PostgresBinaries.Owner(DataDirectory, ct);
        return await PostgresBinaries.Find(version, owner, ct);
    }

    private async Task<bool> CanEnter(string directory, CancellationToken ct) =>
        (await binaries.Execute("test", ["-x", directory], ct)).ExitCode == 0;

    // Always the same place for the same path: the next start finds its data there.
    private static string Elsewhere(string path) => Path.Combine(
        "/var/lib/modular", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16], "postgres");

    private async Task MakeCluster(CancellationToken ct)
    {
        // Made beside its place and moved when complete: a start that is killed here leaves no half of a cluster.
        var (place, making) = (DataDirectory, DataDirectory + ".new");
        if (Directory.Exists(making)) Directory.Delete(making, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(making)!);
        Directory.CreateDirectory(making, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await binaries.GiveAway(making, ct);

        var passwordFile = making + ".password";
        WritePrivately(passwordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
        await binaries.GiveAway(passwordFile, ct);
        await binaries.Run("initdb",
            ["-D", making, "-U", UserAndDatabase, $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8",
                "--locale=C.UTF-8", "--lc-collate=C", "--no-instructions", .. options.Durable ? [] : (string[])["--no-sync"]], ct);
        File.Move(passwordFile, Path.Combine(making, Path.GetFileName(PasswordFile)));
        await File.WriteAllTextAsync(Path.Combine(making, "pg_hba.conf"), PostgresSettings.HostBasedAuthentication, ct);
        await File.AppendAllTextAsync(Path.Combine(making, "postgresql.conf"), $"\ninclude '{PostgresSettings.FileName}'\n", ct);
        Directory.Move(making, place);
        log.LogInformation("Made a PostgreSQL cluster in {DataDirectory}", place);
    }

    private static void WritePrivately(string path, string text)
    {
        File.Delete(path);
        using var writer = new StreamWriter(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        writer.Write(text);
    }

    private async Task<int> StartServer(CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var settings = Path.Combine(DataDirectory, PostgresSettings.FileName);
            WritePrivately(settings, PostgresSettings.Text(options, port));
            await binaries.GiveAway(settings, ct);
            var (exitCode, output) = await RunServer(ct);
            if (exitCode == 0) return port;
            // Somebody may have taken the port in between, or the last of a killed server are not gone yet.
            if (attempt == 5) throw new InvalidOperationException($"PostgreSQL does not start, see {StartLog} and {DataDirectory}/log: {output.Trim()}");
            await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), ct);
        }
    }

    // pg_ctl starts it in a session of its own: Ctrl-C reaches us, not it. Recovery after a crash may take long.
    private Task<(int ExitCode, string Output)> RunServer(CancellationToken ct) =>
        binaries.Execute("pg_ctl", ["start", "-w", "-t", "600", "-D", DataDirectory, "-l", StartLog], ct);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<string> EnsureDatabase(int port, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = UserAndDatabase,
            Password = (await File.ReadAllTextAsync(PasswordFile, ct)).Trim(),
            Database = "postgres",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await using var find = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{UserAndDatabase}'", connection);
        var found = await find.ExecuteScalarAsync(ct) is not null;
        await using var make = new NpgsqlCommand($"CREATE DATABASE {UserAndDatabase}", connection);
        if (!found) await make.ExecuteNonQueryAsync(ct);
        settings.Remove(nameof(settings.Pooling));
        settings.Database = UserAndDatabase;
        return settings.ConnectionString;
    }

    /// <summary>Also ends what a host that was killed left running: we hold the lock, so it is nobody's.</summary>
    private async Task StopIfRunning(CancellationToken ct)
    {
        if (!File.Exists(PidFile)) return;
        var pid = int.Parse((await File.ReadAllLinesAsync(PidFile, ct))[0], CultureInfo.InvariantCulture);
        // After a crash of the machine the number may be another program's by now, which pg_ctl would end without asking.
        if (!File.Exists($"/proc/{pid}/cwd/postmaster.pid"))
        {
            if (Directory.Exists($"/proc/{pid}")) File.Delete(PidFile);
            return;
        }
        var (exitCode, output) = await binaries.Execute("pg_ctl", ["stop", "-m", "fast", "-w", "-t", "60", "-D", DataDirectory], ct);
        if (exitCode == 0 || !File.Exists(PidFile)) return;
        log.LogWarning("PostgreSQL does not stop ({Output}), stopping it the hard way", output.Trim());
        await binaries.Execute("pg_ctl", ["stop", "-m", "immediate", "-w", "-D", DataDirectory], CancellationToken.None);
    }
}
