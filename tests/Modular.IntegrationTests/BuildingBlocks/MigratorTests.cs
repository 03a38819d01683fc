using System.Reflection;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.BuildingBlocks.Data;

namespace Modular.IntegrationTests.BuildingBlocks;

public sealed class MigratorTests : IAsyncLifetime
{
    private TestDb db = null!;

    public async Task InitializeAsync() => db = await TestDb.Make();

    public async Task DisposeAsync() => await db.DisposeAsync();

    [Fact]
    public async Task Files_are_applied_once_and_in_the_order_of_their_names()
    {
        var migrator = Migrator(("0002_rows.sql", "INSERT INTO shop.things VALUES ('second');"), ("0001_things.sql", "CREATE TABLE shop.things (words text);"));
        (await migrator.IsCurrent()).ShouldBeFalse();
        (await migrator.Migrate()).ShouldBe(2);
        (await migrator.IsCurrent()).ShouldBeTrue();
        (await migrator.Migrate()).ShouldBe(0);
        (await db.Scalar<int>("SELECT count(*) FROM shop.things")).ShouldBe(1);
    }

    [Fact]
    public async Task An_empty_database_gets_the_platform_first()
    {
        await using var source = Db.Source(await TestPostgres.NewDatabase());
        var migrator = new Migrator(source, [], NullLogger<Migrator>.Instance);
        (await migrator.IsCurrent()).ShouldBeFalse();
        (await migrator.Migrate()).ShouldBeGreaterThan(0);
        (await new Db(source).Many<string>("SELECT name FROM platform.migrations WHERE module = 'platform' ORDER BY name"))
            .ShouldContain("0001_platform.sql");
    }

    [Fact]
    public async Task An_edited_file_is_refused_but_other_line_ends_are_no_edit()
    {
        await Migrator(("0001_things.sql", "CREATE TABLE shop.things\n(words text);")).Migrate();
        (await Migrator(("0001_things.sql", "CREATE TABLE shop.things\r\n(words text);")).Migrate()).ShouldBe(0);
        var edited = Migrator(("0001_things.sql", "CREATE TABLE shop.things\n(words text, more text);"));
        (await Should.ThrowAsync<MigrationException>(() => edited.Migrate())).Message.ShouldContain("0001_things.sql of shop was edited");
    }

    [Fact]
    public async Task A_file_that_comes_too_late_is_refused()
    {
        await Migrator(("0002_things.sql", "CREATE TABLE shop.things (words text);")).Migrate();
        var late = Migrator(("0001_before.sql", "SELECT 1;"), ("0002_things.sql", "CREATE TABLE shop.things (words text);"));
        (await Should.ThrowAsync<MigrationException>(() => late.Migrate())).Message.ShouldContain("comes before 0002_things.sql");
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_behind_and_what_came_before_stays()
    {
        var failing = Migrator(("0001_things.sql", "CREATE TABLE shop.things (words text);"), ("0002_bad.sql", "CREATE TABLE shop.half (id int); SELECT 1/0;"));
        (await Should.ThrowAsync<MigrationException>(() => failing.Migrate())).Message.ShouldContain("0002_bad.sql of shop failed: division by zero");
        (await db.Scalar<bool>("SELECT to_regclass('shop.things') IS NOT NULL AND to_regclass('shop.half') IS NULL")).ShouldBeTrue();
        (await Migrator(("0001_things.sql", "CREATE TABLE shop.things (words text);"), ("0002_good.sql", "CREATE TABLE shop.half (id int);")).Migrate()).ShouldBe(1);
    }

    [Fact]
    public async Task Two_migrators_at_once_apply_each_file_once()
    {
        (string, string)[] files = [("0001_things.sql", "CREATE TABLE shop.things (words text); SELECT pg_sleep(0.2);"), ("0002_rows.sql", "INSERT INTO shop.things VALUES ('one');")];
        var applied = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Migrator(files).Migrate())));
        applied.Sum().ShouldBe(2);
        (await db.Scalar<int>("SELECT count(*) FROM shop.things")).ShouldBe(1);
    }

    [Fact]
    public async Task A_function_with_quoted_semicolons_is_one_statement()
    {
        await Migrator(("0001_things.sql", "CREATE FUNCTION shop.two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$; -- done; really")).Migrate();
        (await db.Scalar<int>("SELECT shop.two()")).ShouldBe(2);
    }

    private Migrator Migrator(params (string Name, string Sql)[] files) =>
        new(db.Source, [new MigrationSource("shop", new Embedding(files))], NullLogger<Migrator>.Instance);

    private sealed class Embedding((string Name, string Sql)[] files) : Assembly
    {
        public override AssemblyName GetName() => new("Modular.Shop");

        public override string[] GetManifestResourceNames() => [.. files.Select(file => $"Modular.Shop.Migrations.{file.Name}")];

        public override Stream GetManifestResourceStream(string name) =>
            new MemoryStream(Encoding.UTF8.GetBytes(files.Single(file => name.EndsWith(file.Name, StringComparison.Ordinal)).Sql));
    }
}
