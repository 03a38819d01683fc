using System.Reflection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Modular.BuildingBlocks.Data;

/// <summary>A module's schema and the assembly that embeds its <c>Migrations/NNNN_words.sql</c>.</summary>
public sealed record MigrationSource(string Schema, Assembly Assembly);

/// <summary>Brings the schemas up to date, forward only; schema <c>platform</c> comes first, unasked.</summary>
public sealed class Migrator(NpgsqlDataSource source, IEnumerable<MigrationSource> sources, ILogger<Migrator> log)
{
    /// <summary>Applies what is missing and answers how many files that were.</summary>
    public Task<int> Migrate(CancellationToken ct = default) => throw new NotImplementedException($"{source}{sources}{log}");

    /// <summary>Whether every embedded file is applied.</summary>
    public Task<bool> IsCurrent(CancellationToken ct = default) => throw new NotImplementedException($"{source}{sources}{log}");
}
