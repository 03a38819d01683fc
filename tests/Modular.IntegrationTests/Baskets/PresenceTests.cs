using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Data;

namespace Modular.IntegrationTests.Baskets;

/// <summary>Who else is at a basket, and what they changed since one looked; on a host with a clock of the test's own.</summary>
public sealed class PresenceTests : IAsyncLifetime
{
    private readonly AdvancedTime _time = new();
    private TestPortal _portal = null!;
    private Team _team = null!;

    public async Task InitializeAsync()
    {
        _portal = await TestPortal.Start(await TestPostgres.NewDatabase(), _time);
        _team = await Team.Meet(_portal);
    }

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Two_who_look_see_each_other_until_one_stays_away()
    {
        var basket = await _team.Ana.NewBasket("shared");
        Here(await Look(_team.Ana, basket, 1)).ShouldBeEmpty();
        Here(await Look(_team.Bruno, basket, 1)).ShouldBe([_team.AnaUser.UserName]);
        var first = (await See(_team.Bruno, basket))["here"][0].GetProperty("since").GetDateTime();

        _time.By += TimeSpan.FromSeconds(30);
        await Look(_team.Ana, basket, null);
        _time.By += TimeSpan.FromSeconds(30);
        var stillHere = await See(_team.Bruno, basket);
        Here(stillHere).ShouldBe([_team.AnaUser.UserName]);
        stillHere["here"][0].GetProperty("since").GetDateTime().ShouldBe(first);
        stillHere["here"][0].GetProperty("userId").GetGuid().ShouldBe(_team.AnaUser.Id);
        Here(await See(_team.Ana, basket)).ShouldBeEmpty("Bruno looked a minute ago");

        _time.By += TimeSpan.FromSeconds(16);
        Here(await See(_team.Bruno, basket)).ShouldBeEmpty();
        await Look(_team.Ana, basket, null);
        (await See(_team.Bruno, basket))["here"][0].GetProperty("since").GetDateTime().ShouldBeGreaterThan(first.AddSeconds(70));
    }

    [Fact]
    public async Task What_others_changed_is_told_until_it_was_seen_and_what_one_changed_oneself_never()
    {
        var basket = await _team.Ana.NewBasket("shared");
        var line = await _team.Ana.Added(basket, Goods.Sku(0), 2);
        Changes(await Look(_team.Bruno, basket, null)).ShouldBeEmpty("nobody is told what was before the first look");
        var version = (await _team.Ana.Change(basket, line.Id, new { quantity = 5 }, BasketCalls.Seen(line.Version())))["basketVersion"].GetInt64();
        await _team.Bruno.Added(basket, Goods.Sku(1));

        var told = await See(_team.Bruno, basket);
        (told["changedSinceSeen"].GetInt32(), told["version"].GetInt64()).ShouldBe((1, version + 1));
        var change = told["changes"][0];
        (change.GetProperty("kind").GetString(), change.GetProperty("sku").GetString(), change.GetProperty("before").GetString(), change.GetProperty("after").GetString())
            .ShouldBe(("quantity_changed", Goods.Sku(0), "2", "5"));
        change.GetProperty("by").GetProperty("name").GetString().ShouldBe(_team.AnaUser.UserName);

        Changes(await Look(_team.Bruno, basket, null)).ShouldBe(["quantity_changed"], "being there is not having seen");
        Changes(await Look(_team.Bruno, basket, version)).ShouldBe(["quantity_changed"], "the answer tells how it was before");
        Changes(await See(_team.Bruno, basket)).ShouldBeEmpty();
        await Look(_team.Bruno, basket, 1);
        Changes(await See(_team.Bruno, basket)).ShouldBeEmpty("an older tab forgets nothing that was seen");
        await Look(_team.Bruno, basket, 9_999);
        await _team.Ana.Added(basket, Goods.Sku(2));
        Changes(await See(_team.Bruno, basket)).ShouldBe(["line_added"], "a version that is still to come cannot have been seen");
    }

    [Fact]
    public async Task The_company_list_marks_what_others_changed_since_one_looked()
    {
        var (looked, never) = (await _team.Ana.NewBasket("shared", "Looked at"), await _team.Ana.NewBasket("shared", "Never looked at"));
        await Look(_team.Bruno, looked, 1);
        (await Marked(_team.Bruno)).ShouldBeEmpty();
        await _team.Bruno.Added(looked, Goods.Sku(0));
        (await Marked(_team.Bruno)).ShouldBeEmpty("one's own change is no news");

        await _team.Ana.Added(looked, Goods.Sku(1));
        await _team.Ana.Added(never, Goods.Sku(1));
        await _team.Bruno.Added(looked, Goods.Sku(2));
        (await Marked(_team.Bruno)).ShouldBe(["Looked at"]);
        await Look(_team.Bruno, looked, 4);
        (await Marked(_team.Bruno)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_basket_tells_of_its_visitors_only_those_who_may_see_it()
    {
        var (shared, own) = (await _team.Ana.NewBasket("shared"), await _team.Ana.NewBasket());
        foreach (var (api, basket) in new[] { (_team.Stranger, shared), (_team.Bruno, own), (_team.Ana, Guid.NewGuid()) })
        {
            (await api.Get($"/api/baskets/{basket}/presence")).ShouldBeRefused(404, "baskets.unknown");
            (await api.Put($"/api/baskets/{basket}/presence", new { version = 1 })).ShouldBeRefused(404, "baskets.unknown");
        }

        await Look(_team.Carla, shared, 1);
        Here(await Look(_team.Ana, shared, 1)).Length.ShouldBe(1, "looking needs no privilege");
        Here(await Look(_team.Ana, own, 1)).ShouldBeEmpty();
        (await _team.Ana.Put($"/api/baskets/{shared}/presence", new { version = 0 })).ShouldBeRefused(400, "request.invalid", "version");

        (await _team.Ana.Patch($"/api/baskets/{shared}", new { visibility = "private" }, BasketCalls.Seen(1))).Status.ShouldBe(200);
        Here(await See(_team.Ana, shared)).ShouldBeEmpty("Carla cannot see it any more");
    }

    [Fact]
    public async Task Those_who_look_at_a_moment_are_answered_each_for_themselves()
    {
        var (shared, own) = (await _team.Ana.NewBasket("shared"), await _team.Ana.NewBasket());
        await Look(_team.Bruno, shared, 1);
        await _team.Ana.Added(shared, Goods.Sku(0));
        await _team.Ana.Added(own, Goods.Sku(0));

        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(i => new Func<Task>[]
        {
            async () => Changes(await See(_team.Bruno, shared)).ShouldBe(["line_added"]),
            async () => (await See(_team.Ana, shared))["version"].GetInt64().ShouldBe(2),
            async () => Here(await Look(_team.Diego, shared, 1 + (i % 2))).Length.ShouldBe(1, "Bruno; Ana has not looked"),
            async () => Here(await Look(_team.Ana, own, 2)).ShouldBeEmpty(),
            async () => (await _team.Stranger.Put($"/api/baskets/{shared}/presence", new { version = (long?)null })).ShouldBeRefused(404, "baskets.unknown"),
            async () => (await _team.Bruno.Get($"/api/baskets/{own}/presence")).ShouldBeRefused(404, "baskets.unknown"),
        }).Select(look => look()));

        Changes(await See(_team.Bruno, shared)).ShouldBe(["line_added"], "seeing is not looking");
        Changes(await See(_team.Diego, shared)).ShouldBeEmpty("the latest of what they saw counts");
    }

    [Fact]
    public async Task Visits_of_long_ago_are_forgotten()
    {
        var (kept, old) = (await _team.Ana.NewBasket(), await _team.Ana.NewBasket());
        await Look(_team.Ana, kept, 1);
        await Look(_team.Ana, old, 1);
        await _portal.Db.Execute("UPDATE baskets.visits SET seen_at = now() - interval '91 days' WHERE basket_id = @old", new { old });

        foreach (var retention in _portal.Services.GetServices<Retention>()) await retention.Remove(_portal.Db, default);
        (await Visited()).ShouldBe([kept]);
    }

    private Task<IReadOnlyList<Guid>> Visited() => _portal.Db.Many<Guid>("SELECT basket_id FROM baskets.visits");

    private static async Task<Answer> Look(Api api, Guid basket, long? version)
    {
        var looked = await api.Put($"/api/baskets/{basket}/presence", new { version });
        looked.Status.ShouldBe(200, looked.Text);
        return looked;
    }

    private static async Task<Answer> See(Api api, Guid basket)
    {
        var seen = await api.Get($"/api/baskets/{basket}/presence");
        seen.Status.ShouldBe(200, seen.Text);
        return seen;
    }

    private static string[] Here(Answer presence) => [.. presence["here"].EnumerateArray().Select(v => v.GetProperty("name").GetString()!)];

    private static string[] Changes(Answer presence) => [.. presence["changes"].EnumerateArray().Select(c => c.GetProperty("kind").GetString()!)];

    private static async Task<string[]> Marked(Api api) =>
        [.. (await api.Get("/api/baskets?view=company"))["items"].EnumerateArray()
            .Where(i => i.GetProperty("changedSinceSeen").ValueKind == JsonValueKind.True).Select(i => i.GetProperty("name").GetString()!)];
}
