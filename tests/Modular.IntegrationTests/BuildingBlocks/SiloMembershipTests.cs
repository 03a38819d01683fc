using Npgsql;

namespace Modular.IntegrationTests.BuildingBlocks;

/// <summary>The statements by which Orleans' silos meet, asked as Orleans asks them: found by key, bound by name, read by name.</summary>
public sealed class SiloMembershipTests : IAsyncLifetime
{
    private const int Active = 3;
    private const int Dead = 6;

    private static readonly DateTime Start = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<string, string> _queries = new(StringComparer.Ordinal);
    private TestDb _db = null!;
    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDb.Make();
        // Orleans knows the table by its name alone.
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_db.ConnectionString) { SearchPath = "platform" }.ConnectionString);
        foreach (var row in await Rows("SELECT QueryKey, QueryText FROM OrleansQuery")) _queries.Add((string)row["QueryKey"]!, (string)row["QueryText"]!);
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _db.DisposeAsync();
    }

    [Fact]
    public void Every_statement_that_Orleans_looks_for_is_there() => _queries.Keys.Order(StringComparer.Ordinal).ShouldBe(
    [
        "CleanupDefunctSiloEntriesKey", "DeleteMembershipTableEntriesKey", "GatewaysQueryKey", "InsertMembershipKey", "InsertMembershipVersionKey",
        "MembershipReadAllKey", "MembershipReadRowKey", "UpdateIAmAlivetimeKey", "UpdateMembershipKey",
    ]);

    [Fact]
    public async Task The_first_silo_makes_the_version_and_finds_nobody()
    {
        (await Version()).ShouldBe(1);
        (await Version()).ShouldBe(0);
        var row = (await Members()).ShouldHaveSingleItem();
        (row["DeploymentId"], row["Version"], row["Address"], row["Status"]).ShouldBe(("c", 0, null, null));
        (await Members("another")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_silo_joins_from_the_version_it_saw_and_once()
    {
        await Version();
        (await Join(1, version: 0)).ShouldBe(1);
        (await Join(2, version: 0)).ShouldBe(0);
        (await Join(1, version: 1)).ShouldBe(0);
        (await Join(2, version: 1)).ShouldBe(1);
        var members = await Members();
        members.Select(m => (m["Address"], m["Port"], m["Generation"], m["SiloName"], m["HostName"], m["Status"], m["ProxyPort"], m["Version"])).Order()
            .ShouldBe([("10.0.0.1", 11111, 1, "silo 1", "host", 1, 30000, 2), ("10.0.0.1", 11111, 2, "silo 2", "host", 1, 30000, 2)]);
        (members[0]["StartTime"], members[0]["IAmAliveTime"], members[0]["SuspectTimes"]).ShouldBe((Start, Start, null));
    }

    [Fact]
    public async Task Of_silos_that_join_at_once_one_wins_and_nothing_is_half_done()
    {
        await Version();
        var joined = await Task.WhenAll(Enumerable.Range(1, 12).Select(generation => Join(generation, version: 0)));
        joined.Sum().ShouldBe(1);
        var row = (await Members()).ShouldHaveSingleItem();
        (row["Version"], row["Generation"]).ShouldBe((1, Array.IndexOf(joined, 1) + 1));
    }

    [Fact]
    public async Task A_change_needs_the_version_and_the_silo()
    {
        await Version();
        await Join(1, version: 0);
        (await Update(1, Active, version: 0)).ShouldBe(0);
        (await Update(2, Active, version: 1)).ShouldBe(0);
        (await Update(1, Active, version: 1, suspects: "10.0.0.2:11111@1,2026-11-22")).ShouldBe(1);
        var row = (await Rows(_queries["MembershipReadRowKey"], ("DeploymentId", "c"), ("Address", "10.0.0.1"), ("Port", 11111), ("Generation", 1))).ShouldHaveSingleItem();
        (row["Status"], row["SuspectTimes"], row["Version"]).ShouldBe((Active, "10.0.0.2:11111@1,2026-11-22", 2));
        var unknown = (await Rows(_queries["MembershipReadRowKey"], ("DeploymentId", "c"), ("Address", "10.0.0.9"), ("Port", 11111), ("Generation", 1))).ShouldHaveSingleItem();
        (unknown["Address"], unknown["Version"]).ShouldBe((null, 2));
    }

    [Fact]
    public async Task Heartbeats_raise_no_version_and_the_defunct_are_cleared_away()
    {
        await Version();
        for (var generation = 1; generation <= 3; generation++) await Join(generation, version: generation - 1);
        await Update(1, Dead, version: 3);
        await Update(2, Active, version: 4);
        await Update(3, Dead, version: 5);
        await Ask("UpdateIAmAlivetimeKey", Silo(3, ("IAmAliveTime", Start.AddHours(2))));
        await Ask("CleanupDefunctSiloEntriesKey", ("DeploymentId", "c"), ("IAmAliveTime", Start.AddHours(1)));
        (await Members()).Select(m => (m["Generation"], m["IAmAliveTime"], m["Version"])).Order().ShouldBe([(2, Start, 6), (3, Start.AddHours(2), 6)]);
    }

    [Fact]
    public async Task Gateways_are_the_active_silos_that_have_one_and_a_cluster_can_be_deleted()
    {
        await Version();
        await Join(1, version: 0);
        await Join(2, version: 1, gateway: 0);
        await Join(3, version: 2);
        await Update(1, Active, version: 3);
        await Update(2, Active, version: 4);
        var gateway = (await Rows(_queries["GatewaysQueryKey"], ("DeploymentId", "c"), ("Status", Active))).ShouldHaveSingleItem();
        (gateway["Address"], gateway["ProxyPort"], gateway["Generation"]).ShouldBe(("10.0.0.1", 30000, 1));
        await Ask("DeleteMembershipTableEntriesKey", ("DeploymentId", "c"));
        (await Members()).ShouldBeEmpty();
    }

    private Task<int> Version() => Truth("InsertMembershipVersionKey", ("DeploymentId", "c"));

    private Task<int> Join(int generation, int version, int gateway = 30000) => Truth("InsertMembershipKey", Silo(
        generation, ("SiloName", $"silo {generation}"), ("HostName", "host"), ("Status", 1), ("ProxyPort", gateway), ("StartTime", Start), ("IAmAliveTime", Start), ("Version", version)));

    private Task<int> Update(int generation, int status, int version, string? suspects = null) => Truth("UpdateMembershipKey", Silo(
        generation, ("Status", status), ("SuspectTimes", suspects), ("IAmAliveTime", Start), ("Version", version)));

    private Task<List<Dictionary<string, object?>>> Members(string cluster = "c") => Rows(_queries["MembershipReadAllKey"], ("DeploymentId", cluster));

    private static (string, object?)[] Silo(int generation, params (string, object?)[] more) =>
        [("DeploymentId", "c"), ("Address", "10.0.0.1"), ("Port", 11111), ("Generation", generation), .. more];

    /// <summary>One row with one column, as Orleans reads it.</summary>
    private async Task<int> Truth(string key, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(_queries[key], parameters);
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        reader.FieldCount.ShouldBe(1);
        return reader.GetFieldValue<int>(0);
    }

    private async Task Ask(string key, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(_queries[key], parameters);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<List<Dictionary<string, object?>>> Rows(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                n => reader.GetName(n), n => reader.IsDBNull(n) ? null : reader.GetValue(n), StringComparer.OrdinalIgnoreCase));
        }

        return rows;
    }

    private NpgsqlCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        var command = _source.CreateCommand(sql);
        foreach (var (name, value) in parameters)
        {
            var parameter = new NpgsqlParameter(name, value ?? DBNull.Value);
            if (value is null) parameter.DbType = System.Data.DbType.String;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
