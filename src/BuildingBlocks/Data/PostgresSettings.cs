using System.Globalization;

namespace Modular.BuildingBlocks.Data;

/// <summary>What a private cluster's configuration files say.</summary>
internal static class PostgresSettings
{
    public const string FileName = "modular.conf";

    /// <summary>Only this machine, only with the password.</summary>
    public const string HostBasedAuthentication = "host all all 127.0.0.1/32 scram-sha-256\n";

    public static string Text(EmbeddedPostgresOptions options, int port)
    {
        var settings = new Dictionary<string, string>
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
            ["max_connections"] = options.MaxConnections.ToString(CultureInfo.InvariantCulture),
            ["shared_buffers"] = "256MB",
            ["random_page_cost"] = "1.1",
            ["jit"] = "off",
            ["max_wal_size"] = "2GB",
            ["wal_compression"] = "off",
            ["checkpoint_timeout"] = "15min",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            // Writers of a batch that met in a deadlock try again alone: let them meet sooner than after a second.
            ["deadlock_timeout"] = "100ms",
            // A week of logs, a file per weekday.
            ["logging_collector"] = "on",
            ["log_directory"] = "log",
            ["log_filename"] = "postgresql-%a.log",
            ["log_truncate_on_rotation"] = "on",
            ["log_rotation_size"] = "0",
            ["log_min_duration_statement"] = "1s",
        };
        var durability = options.Durable ? "on" : "off";
        foreach (var name in (string[])["fsync", "synchronous_commit", "full_page_writes"]) settings[name] = durability;
        foreach (var (name, value) in options.Settings) settings[name] = value;
        return string.Concat(settings.Select(s => $"{s.Key} = '{s.Value.Replace("'", "''", StringComparison.Ordinal)}'\n"));
    }
}
