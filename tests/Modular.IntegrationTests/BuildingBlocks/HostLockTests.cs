using Microsoft.Extensions.Logging.Abstractions;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.IntegrationTests.BuildingBlocks;

public sealed class HostLockTests
{
    [Fact]
    public async Task A_second_host_is_refused_until_the_first_is_gone()
    {
        await using var db = await TestDb.Make();
        await using (await Take(db))
            (await Should.ThrowAsync<DatabaseInUseException>(() => Take(db))).Message.ShouldContain("Another host");
        await using var next = await Take(db);
    }

    [Fact]
    public async Task Hosts_of_two_databases_do_not_meet()
    {
        await using var one = await TestDb.Make();
        await using var other = await TestDb.Make();
        await using var first = await Take(one);
        await using var second = await Take(other);
    }

    [Fact]
    public async Task A_lost_connection_takes_the_lock_again()
    {
        await using var db = await TestDb.Make();
        var lost = false;
        await using var held = await Take(db, () => lost = true);
        var before = await Holder(db);
        await db.EndConnections();
        await Eventually.True(async () => await Holder(db) is { } now && now != before, "the lock is held again");
        lost.ShouldBeFalse();
        await Should.ThrowAsync<DatabaseInUseException>(() => Take(db));
    }

    [Fact]
    public async Task A_lock_that_another_host_got_meanwhile_is_reported()
    {
        await using var db = await TestDb.Make();
        var lost = new TaskCompletionSource();
        await using var held = await Take(db, lost.SetResult);
        var holder = await Holder(db);
        // The rival stands in the queue, so the server gives it the lock the moment the holder's session ends.
        await using var rival = new NpgsqlConnection(db.ConnectionString + ";Pooling=false");
        await rival.OpenAsync();
        await using var queue = new NpgsqlCommand("SELECT pg_advisory_lock(classid::int, objid::int) FROM pg_locks WHERE locktype = 'advisory'", rival);
        var queued = queue.ExecuteNonQueryAsync();
        await Eventually.True(() => db.Scalar<bool>("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)"), "the rival waits");
        await db.Db.Execute("SELECT pg_terminate_backend(@pid)", new { pid = holder });
        await queued;
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static Task<HostLock> Take(TestDb db, Action? lost = null) =>
        HostLock.Take(db.ConnectionString, lost ?? (() => { }), NullLogger.Instance);

    private static Task<int?> Holder(TestDb db) => db.Db.One<int?>(
        """
        SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """);
}
