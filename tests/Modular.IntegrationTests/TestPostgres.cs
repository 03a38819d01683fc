using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.IntegrationTests;

/// <summary>One PostgreSQL for all tests of this process, without durability, gone when the process ends.</summary>
public static class TestPostgres
{
    private static readonly Lazy<Task<EmbeddedPostgres>> Shared = new(Start);
    private static readonly ConcurrentDictionary<string, Lazy<Task>> Templates = new();
    private static int databases;
    // Held, or the garbage collector closes its input.
    private static Process? cleaner;

    /// <summary>A fresh database: empty, or a copy of the template that an earlier <see cref="Template"/> made.</summary>
    public static async Task<string> NewDatabase(string? template = null)
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await Execute($"CREATE DATABASE {name} TEMPLATE {template ?? "template1"} STRATEGY file_copy");
        return await ConnectionString(name);
    }

    /// <summary>Fills a database once per process; it may not be connected to afterwards.</summary>
    public static async Task<string> Template(string name, Func<string, Task> fill)
    {
        await Templates.GetOrAdd(name, _ => new Lazy<Task>(Make)).Value;
        return name;

        async Task Make()
        {
            await Execute($"CREATE DATABASE {name}");
            var connectionString = await ConnectionString(name);
            await fill(connectionString);
            await using var pool = new NpgsqlConnection(connectionString);
            NpgsqlConnection.ClearPool(pool);
            await Execute($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
            await Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        }
    }

    private static async Task<string> ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder((await Shared.Value).ConnectionString) { Database = database, MaxPoolSize = 30 }.ConnectionString;

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection((await Shared.Value).ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<EmbeddedPostgres> Start()
    {
        var home = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"modular-tests-{Environment.ProcessId}")).FullName;
        var postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions
        {
            DataDirectory = Path.Combine(home, "postgres"),
            Durable = false,
            MaxConnections = 300,
            Settings = new Dictionary<string, string> { ["shared_buffers"] = "128MB", ["autovacuum_naptime"] = "10min" },
        }, NullLogger.Instance);
        CleanUpAfterOurEnd(home, postgres.DataDirectory);
        return postgres;
    }

    // A test process may be killed at its end: a shell that sees its input close outlives it and clears away.
    private static void CleanUpAfterOurEnd(string home, string dataDirectory)
    {
        const string script = """
            exec >/dev/null 2>&1
            cat
            kill -QUIT "$(head -n 1 "$2/postmaster.pid")"
            while [ -e "$2/postmaster.pid" ]; do sleep 0.1; done
            rm -rf "$1" "$2"
            """;
        var start = new ProcessStartInfo("setsid", ["sh", "-c", script, "sh", home, dataDirectory]) { RedirectStandardInput = true };
        cleaner = Process.Start(start);
    }
}
