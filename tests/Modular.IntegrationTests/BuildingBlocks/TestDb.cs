using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.IntegrationTests.BuildingBlocks;

/// <summary>A fresh database with the platform's tables, and a pool on it.</summary>
internal sealed class TestDb : IAsyncDisposable
{
    private readonly NpgsqlDataSource observer;

    private TestDb(string connectionString)
    {
        ConnectionString = connectionString;
        Source = Db.Source(connectionString);
        observer = Db.Source(new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "observer" }.ConnectionString);
        Db = new Db(observer);
    }

    public string ConnectionString { get; }

    /// <summary>The pool that the code under test uses.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>The test's own eyes, on other connections.</summary>
    public Db Db { get; }

    public static async Task<TestDb> Make(string? sql = null)
    {
        var template = await TestPostgres.Template("platform", async connectionString =>
        {
            await using var source = Db.Source(connectionString);
            await new Migrator(source, [], NullLogger<Migrator>.Instance).Migrate();
        });
        var db = new TestDb(await TestPostgres.NewDatabase(template));
        if (sql is not null) await db.Db.Execute(sql);
        return db;
    }

    public async Task<T> Scalar<T>(string sql)
    {
        await using var connection = await observer.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    /// <summary>Ends the connections of the code under test, as an administrator or a restart would.</summary>
    public Task EndConnections() => Db.Execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'observer'");

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await observer.DisposeAsync();
    }
}
