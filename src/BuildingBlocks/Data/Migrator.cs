using System.Reflection;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Modular.BuildingBlocks.Data;

/// <summary>A module's schema and the assembly that embeds its <c>Migrations/NNNN_words.sql</c>.</summary>
public sealed record MigrationSource(string Schema, Assembly Assembly);

/// <summary>Brings the schemas up to date, forward only; schema <c>platform</c> comes first, unasked.</summary>
public sealed class Migrator(NpgsqlDataSource source, IEnumerable<MigrationSource> sources, ILogger<Migrator> log)
{
    // Any number, as long as nobody else takes it: "modular" in a telephone's letters.
    private const long Lock = 6638527;

    private readonly IReadOnlyList<MigrationFile> files =
        [.. sources.Prepend(new MigrationSource("platform", typeof(Migrator).Assembly)).Distinct().SelectMany(MigrationFile.Of)];

    /// <summary>Applies what is missing, each file in its transaction, and answers how many that were; <see cref="MigrationException"/> if an applied file was edited or overtaken.</summary>
    public async Task<int> Migrate(CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition($"SELECT pg_advisory_lock({Lock})", commandTimeout: 0, cancellationToken: ct));
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                """
                CREATE SCHEMA IF NOT EXISTS platform;
                CREATE TABLE IF NOT EXISTS platform.migrations (
                    module text NOT NULL,
                    name text NOT NULL,
                    sha256 text NOT NULL,
                    applied_at timestamptz NOT NULL DEFAULT now(),
                    PRIMARY KEY (module, name));
                """, cancellationToken: ct));
            var missing = Missing(await Applied(connection, ct));
            foreach (var file in missing) await Apply(connection, file, ct);
            // Types that a migration made are unknown to a connection that was open before.
            if (missing.Count > 0) await connection.ReloadTypesAsync(ct);
            return missing.Count;
        }
        finally
        {
            await connection.ExecuteAsync($"SELECT pg_advisory_unlock({Lock})");
        }
    }

    /// <summary>Whether every embedded file is applied.</summary>
    public async Task<bool> IsCurrent(CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var begun = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT to_regclass('platform.migrations') IS NOT NULL", cancellationToken: ct));
        return begun && Missing(await Applied(connection, ct)).Count == 0;
    }

    private static async Task<IReadOnlyList<Row>> Applied(NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.QueryAsync<Row>(new CommandDefinition("SELECT module, name, sha256 FROM platform.migrations", cancellationToken: ct))).AsList();

    private List<MigrationFile> Missing(IReadOnlyList<Row> applied)
    {
        var hashes = applied.ToDictionary(row => (row.Module, row.Name), row => row.Sha256);
        var last = applied.GroupBy(row => row.Module).ToDictionary(g => g.Key, g => g.Select(row => row.Name).Max(StringComparer.Ordinal)!);
        var missing = new List<MigrationFile>();
        foreach (var file in files)
        {
            if (hashes.TryGetValue((file.Module, file.Name), out var hash))
            {
                if (hash != file.Sha256)
                    throw new MigrationException($"The migration {file.Name} of {file.Module} was edited after it was applied to this database; put it back and write a new one.");
            }
            else if (last.TryGetValue(file.Module, out var name) && string.CompareOrdinal(file.Name, name) < 0)
            {
                throw new MigrationException($"The migration {file.Name} of {file.Module} comes before {name}, which this database has already; give it a later number.");
            }
            else
            {
                missing.Add(file);
            }
        }
        return missing;
    }

    private async Task Apply(NpgsqlConnection connection, MigrationFile file, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                // What a crash takes away of them is applied again; whatever is written later takes them to the disk with it.
                $"SET LOCAL synchronous_commit = off;\nCREATE SCHEMA IF NOT EXISTS {file.Module};\n{file.Sql}", transaction: transaction, commandTimeout: 0, cancellationToken: ct));
        }
        catch (PostgresException e)
        {
            throw new MigrationException($"The migration {file.Name} of {file.Module} failed: {e.MessageText}", e);
        }
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO platform.migrations (module, name, sha256) VALUES (@Module, @Name, @Sha256)", file, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        log.LogInformation("Migrated {Module} with {Name}", file.Module, file.Name);
    }

    private sealed record Row(string Module, string Name, string Sha256);
}
