using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Npgsql;

namespace Modular.IntegrationTests.BuildingBlocks;

public sealed class CommitGroupTests : IAsyncLifetime
{
    private const string Insert = "INSERT INTO counted (id, words) VALUES ($1, $2) RETURNING id";
    private readonly OutboxSignal signal = new();
    private TestDb db = null!;
    private CommitGroup commits = null!;

    public async Task InitializeAsync()
    {
        db = await TestDb.Make("CREATE TABLE counted (id int PRIMARY KEY, words text, at timestamptz, number numeric, mark uuid)");
        commits = Group(new CommitGroupOptions());
    }

    public async Task DisposeAsync()
    {
        await commits.DisposeAsync();
        await db.DisposeAsync();
        signal.Dispose();
    }

    [Fact]
    public async Task Each_unit_learns_its_own_outcome()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => commits.Run(Row(i))));
        answers.ShouldBe(Enumerable.Range(0, 300).Cast<int?>());
    }

    [Fact]
    public async Task A_unit_that_changes_no_row_is_told_so()
    {
        var unit = new WriteUnit<bool>("UPDATE counted SET words = 'x' WHERE id = $1 RETURNING id", r => r.Read()).With(404);
        (await commits.Run(unit)).ShouldBeFalse();
    }

    [Fact]
    public async Task Parameters_keep_their_types_and_nulls()
    {
        var at = new DateTime(2026, 5, 4, 3, 2, 1, DateTimeKind.Utc);
        var mark = Guid.CreateVersion7();
        await commits.Run(Full(1, "words", at, 12.50m, mark));
        await commits.Run(Full(2, null, null, null, null));

        (await db.Scalar<string>($"SELECT words || (at = '2026-05-04 03:02:01Z') || number || (mark = '{mark}') FROM counted WHERE id = 1"))
            .ShouldBe("wordstrue12.50true");
        (await db.Scalar<bool>("SELECT num_nulls(words, at, number, mark) = 4 FROM counted WHERE id = 2")).ShouldBeTrue();

        static WriteUnit<bool> Full(int id, string? words, DateTime? at, decimal? number, Guid? mark) =>
            new WriteUnit<bool>("INSERT INTO counted VALUES ($1, $2, $3, $4, $5) RETURNING true", _ => true)
                .With(id).With(words).With(at).With(number).With(mark);
    }

    [Fact]
    public async Task Bad_units_among_many_good_ones_fail_alone()
    {
        await commits.Run(Row(1000));
        await using var slow = Group(new CommitGroupOptions { Writers = 1 });
        var units = Enumerable.Range(0, 400).Select(i => slow.Run(Row(i % 40 == 7 ? 1000 : i))).ToList();
        for (var i = 0; i < units.Count; i++)
        {
            if (i % 40 != 7) (await units[i]).ShouldBe(i);
            else (await Should.ThrowAsync<PostgresException>(units[i])).SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
        }
        (await db.Scalar<int>("SELECT count(*) FROM counted")).ShouldBe(391);
    }

    [Fact]
    public async Task A_reader_that_throws_harms_nobody_else()
    {
        var faulty = new WriteUnit<int>(Insert, _ => throw new FormatException("bug")).With(5).With("five");
        var units = Enumerable.Range(10, 50).Select(i => commits.Run(Row(i))).ToList();
        await Should.ThrowAsync<FormatException>(commits.Run(faulty));
        await Task.WhenAll(units);
        (await db.Scalar<int>("SELECT count(*) FROM counted")).ShouldBe(51);
    }

    [Fact]
    public async Task A_statement_that_answers_nothing_is_found_out_alone_and_among_others()
    {
        await using var one = Group(new CommitGroupOptions { Writers = 1 });
        await Should.ThrowAsync<CommitOutcomeUnknownException>(one.Run(Mute(1)));

        var busy = one.Run(new WriteUnit<bool>("SELECT pg_sleep(0.5)", _ => true));
        await SleepIsUnderWay();
        Task[] mixed = [one.Run(Row(2)), one.Run(Mute(3)), one.Run(Row(4))];
        await busy;
        // Nobody is told what a neighbour's statement answered.
        foreach (var unit in mixed) await Should.ThrowAsync<CommitOutcomeUnknownException>(unit);

        static WriteUnit<bool> Mute(int id) => new WriteUnit<bool>("INSERT INTO counted (id) VALUES ($1)", _ => true).With(id);
    }

    [Fact]
    public async Task A_thousand_units_at_once_take_far_fewer_commits()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(() => commits.Run(Row(i)))));
        (await db.Scalar<int>("SELECT count(*) FROM counted")).ShouldBe(1000);
        // A row's xmin is the number of the transaction that wrote it.
        (await db.Scalar<int>("SELECT count(DISTINCT xmin::text) FROM counted")).ShouldBeLessThan(200);
    }

    [Fact]
    public async Task A_unit_alone_is_not_kept_waiting()
    {
        for (var i = 0; i < 20; i++) await commits.Run(Row(i));
        var times = new List<double>();
        for (var i = 20; i < 120; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await commits.Run(Row(i));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        // The fastest: a machine may be busy, but a wait of ours would be in each of them.
        times.Min().ShouldBeLessThan(5);
    }

    [Fact]
    public async Task A_connection_that_breaks_under_way_leaves_the_outcome_unknown_and_later_units_work()
    {
        var lost = commits.Run(new WriteUnit<bool>("SELECT pg_sleep(30)", _ => true));
        await SleepIsUnderWay();
        await db.EndConnections();
        await Should.ThrowAsync<CommitOutcomeUnknownException>(lost);
        (await commits.Run(Row(1))).ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_died_in_its_sleep_is_not_noticed()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => commits.Run(Row(i))));
        await db.EndConnections();
        await Task.Delay(1100);
        await Task.WhenAll(Enumerable.Range(100, 50).Select(i => commits.Run(Row(i))));
        (await db.Scalar<int>("SELECT count(*) FROM counted")).ShouldBe(100);
    }

    [Fact]
    public async Task A_caller_that_gives_up_before_its_unit_is_sent_writes_nothing()
    {
        await using var one = Group(new CommitGroupOptions { Writers = 1 });
        var busy = one.Run(new WriteUnit<bool>("SELECT pg_sleep(1)", _ => true));
        await SleepIsUnderWay();
        using var patience = new CancellationTokenSource();
        var waiting = one.Run(Row(1), patience.Token);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await busy;
        (await one.Run(Row(2))).ShouldBe(2);
        (await db.Scalar<int>("SELECT count(*) FROM counted")).ShouldBe(1);
    }

    [Fact]
    public async Task A_row_that_somebody_else_holds_fails_its_unit_only_and_in_time()
    {
        await commits.Run(Row(1));
        await using var quick = Group(new CommitGroupOptions { Writers = 1, LockTimeout = TimeSpan.FromMilliseconds(200) });
        await db.Db.Transaction(async (connection, transaction) =>
        {
            await using var hold = new NpgsqlCommand("SELECT FROM counted WHERE id = 1 FOR UPDATE", connection, transaction);
            await hold.ExecuteNonQueryAsync();
            var blocked = quick.Run(new WriteUnit<bool>("UPDATE counted SET words = 'x' WHERE id = $1 RETURNING true", _ => true).With(1));
            var free = Enumerable.Range(10, 20).Select(i => quick.Run(Row(i))).ToList();
            (await Should.ThrowAsync<PostgresException>(blocked)).SqlState.ShouldBe(PostgresErrorCodes.LockNotAvailable);
            await Task.WhenAll(free);
            return true;
        });
    }

    [Fact]
    public async Task Writers_that_meet_in_a_deadlock_both_succeed()
    {
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => commits.Run(Row(i))));
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => commits.Run(
            new WriteUnit<bool>("UPDATE counted SET number = coalesce(number, 0) + 1 WHERE id = $1 RETURNING true", _ => true).With(i % 2)))));
        (await db.Scalar<decimal>("SELECT sum(number) FROM counted")).ShouldBe(400);
    }

    [Fact]
    public async Task A_told_event_wakes_the_outbox_after_the_commit()
    {
        await commits.Run(Row(1));
        (await signal.Wait(TimeSpan.Zero, default)).ShouldBeFalse();
        var message = OutboxMessage.From(new Modular.Integration.Tests.Happened(1), "key", null, DateTime.UtcNow);
        (await commits.Run(new Telling(), message, Guid.Empty)).ShouldBeTrue();
        (await signal.Wait(TimeSpan.FromSeconds(1), default)).ShouldBeTrue();
        (await db.Scalar<string>("SELECT type || (payload->>'number') FROM platform.outbox")).ShouldBe("tests.Happened1");
    }

    [Fact]
    public async Task A_database_that_stays_away_is_an_error_and_not_a_wait_for_ever()
    {
        await using var nowhere = Db.Source("Host=127.0.0.1;Port=1;Username=nobody;Database=nothing");
        await using var group = new CommitGroup(nowhere, signal, NullLogger<CommitGroup>.Instance, new CommitGroupOptions { Patience = TimeSpan.FromMilliseconds(300) });
        await Should.ThrowAsync<NpgsqlException>(group.Run(Row(1)));
    }

    private sealed class Telling() : Bulk<OutboxMessage>(
        """
        WITH told AS (
            INSERT INTO platform.outbox (event_id, type, key, account_id, payload, occurred_at)
            SELECT event_id, type, key, account_id, payload::jsonb, at
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[]) AS t(event_id, type, key, account_id, payload, at)
            RETURNING event_id)
        SELECT nth FROM unnest($1::uuid[]) WITH ORDINALITY AS n(event_id, nth) JOIN told USING (event_id)
        """)
    {
        public override bool Tells => true;

        protected override void Fill(BulkColumns columns, IReadOnlyList<OutboxMessage> rows) => columns.Tell(rows, r => r);
    }

    private Task SleepIsUnderWay() => Eventually.True(() => db.Scalar<bool>(
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%' AND state = 'active')"),
        "the unit is under way");

    private CommitGroup Group(CommitGroupOptions options) => new(db.Source, signal, NullLogger<CommitGroup>.Instance, options);

    private static WriteUnit<int?> Row(int id) =>
        new WriteUnit<int?>(Insert, r => r.Read() ? r.GetInt32(0) : null).With(id).With("words");
}
