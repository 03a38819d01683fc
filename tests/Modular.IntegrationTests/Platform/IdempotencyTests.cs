using System.Diagnostics;
using System.Net.Http.Json;
using Modular.IntegrationTests.BuildingBlocks;
using Npgsql;

namespace Modular.IntegrationTests.Platform;

/// <summary>A repeated <c>Idempotency-Key</c> changes nothing twice.</summary>
public sealed class IdempotencyTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Baskets = "/api/baskets";

    [Fact]
    public async Task A_repetition_gets_the_first_answer_word_for_word()
    {
        var buyer = await NewBuyer();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await buyer.Post(Baskets, new { name = "Once", visibility = "private" }, key);
        var second = await buyer.Post(Baskets, new { name = "Once", visibility = "private" }, key);

        first.Status.ShouldBe(201, first.Text);
        (second.Status, second.Text, second.Location, second.ETag).ShouldBe((201, first.Text, first.Location, first.ETag));
        second.Headers["Idempotency-Replayed"].ShouldBe("true");
        first.Headers.ContainsKey("Idempotency-Replayed").ShouldBeFalse();
        (await buyer.Get(Baskets))["total"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_key_with_another_body_is_409()
    {
        var buyer = await NewBuyer();
        var key = ("Idempotency-Key", "the same");
        (await buyer.Post(Baskets, new { name = "One", visibility = "private" }, key)).Status.ShouldBe(201);

        var other = await buyer.Post(Baskets, new { name = "Another", visibility = "private" }, key);

        (other.Status, other.Code).ShouldBe((409, "request.idempotency_key_reused"), other.Text);
        (await buyer.Get(Baskets))["total"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Twenty_at_once_make_one()
    {
        var buyer = await NewBuyer();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            buyer.Post(Baskets, new { name = "Parallel", visibility = "private" }, ("Idempotency-Key", "parallel"))));

        answers.ShouldAllBe(a => a.Status == 201);
        answers.Select(a => a.Id).Distinct().Count().ShouldBe(1);
        (await buyer.Get(Baskets))["total"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Claims_and_answers_that_share_a_commit_are_not_mixed_up()
    {
        var buyer = await NewBuyer();
        var workers = Enumerable.Range(0, 16).Select(async worker =>
        {
            for (var n = 0; n < 6; n++)
            {
                var made = await buyer.Post(Baskets, new { name = $"{worker}-{n}", visibility = "private" }, ("Idempotency-Key", Guid.NewGuid().ToString()));
                (made.Status, made["name"].GetString()).ShouldBe((201, $"{worker}-{n}"), made.Text);
            }
        });
        await Task.WhenAll(workers).WaitAsync(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Who_goes_away_finds_the_first_answer_when_they_come_back()
    {
        var user = await (await portal.NewAccount()).NewUser("baskets.edit");
        var buyer = await user.SignIn();
        (await buyer.Post(Baskets, new { name = "Before", visibility = "private" })).Status.ShouldBe(201);
        var db = portal.Portal.Db;
        await using (var connection = await db.Open())
        await using (var held = await connection.BeginTransactionAsync())
        {
            await using (var hold = new NpgsqlCommand("SELECT FROM baskets.owners WHERE user_id = $1 FOR UPDATE", connection) { Parameters = { new() { Value = user.Id } } })
                await hold.ExecuteNonQueryAsync();
            using var patience = new CancellationTokenSource();
            using var request = new HttpRequestMessage(HttpMethod.Post, Baskets) { Content = JsonContent.Create(new { name = "Left", visibility = "private" }) };
            request.Headers.Add("Idempotency-Key", "left");
            var leaving = buyer.Http.SendAsync(request, patience.Token);
            await Eventually.True(() => db.One<bool>(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO baskets.baskets%')"),
                "the basket is being written");
            await patience.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(leaving);
            await Task.Delay(200);
            await held.RollbackAsync();
        }

        var clock = Stopwatch.StartNew();
        var again = await buyer.Post(Baskets, new { name = "Left", visibility = "private" }, ("Idempotency-Key", "left"));

        (again.Status, again.Headers.GetValueOrDefault("Idempotency-Replayed")).ShouldBe((201, "true"), again.Text);
        again["name"].GetString().ShouldBe("Left");
        again.Location.ShouldNotBeNull();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2), "No claim of the first attempt is left to wait for.");
        (await buyer.Get(Baskets))["total"].GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Two_people_may_choose_the_same_key()
    {
        var account = await portal.NewAccount();
        var (one, other) = (await (await account.NewUser("baskets.edit")).SignIn(), await (await account.NewUser("baskets.edit")).SignIn());
        var key = ("Idempotency-Key", "1");

        var mine = await one.Post(Baskets, new { name = "Mine", visibility = "private" }, key);
        var theirs = await other.Post(Baskets, new { name = "Theirs", visibility = "private" }, key);

        (mine.Status, theirs.Status).ShouldBe((201, 201));
        mine.Id.ShouldNotBe(theirs.Id);
    }

    [Fact]
    public async Task A_refusal_does_not_use_up_the_key()
    {
        var buyer = await NewBuyer();
        var key = ("Idempotency-Key", "mended");
        (await buyer.Post(Baskets, new { name = "", visibility = "private" }, key)).Status.ShouldBe(400);
        (await buyer.Post(Baskets, new { name = "Mended", visibility = "private" }, key)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_key_of_201_characters_is_400()
    {
        var answer = await (await NewBuyer()).Post(Baskets, new { name = "x", visibility = "private" }, ("Idempotency-Key", new string('k', 201)));
        (answer.Status, answer.Code).ShouldBe((400, "request.idempotency_key_malformed"), answer.Text);
    }

    private async Task<Api> NewBuyer() => await (await (await portal.NewAccount()).NewUser("baskets.edit")).SignIn();
}
