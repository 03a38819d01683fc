using System.Diagnostics;
using Xunit.Abstractions;
using static Modular.IntegrationTests.Baskets.BasketCalls;

namespace Modular.IntegrationTests.Baskets;

/// <summary>Ten people edit five shared baskets at random; whatever was acknowledged must be there afterwards, and nothing else.</summary>
public sealed class ManyPeopleTests(PortalFixture portal, TwoHosts hosts, ITestOutputHelper figures) : IClassFixture<PortalFixture>, IClassFixture<TwoHosts>
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    [Fact]
    public Task On_one_host() => Edit(portal.Portal, portal.Portal);

    [Fact]
    public Task On_two_hosts() => Edit(hosts.One, hosts.Other);

    private async Task Edit(TestPortal one, TestPortal other)
    {
        await Goods.For(one);
        var account = await one.NewAccount();
        var people = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i => await (await account.NewUser(Team.Buyer)).SignIn(i % 2 == 0 ? one : other)));
        var baskets = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => people[i].NewBasket("shared")));
        var ledger = new Ledger();
        var busy = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(people.Select(async (person, i) =>
        {
            var random = new Random(i);
            while (clock.Elapsed < Duration)
            {
                if (await Step(person, baskets[random.Next(5)], random, ledger) == "baskets.busy") Interlocked.Increment(ref busy);
            }
        }));

        figures.WriteLine($"{ledger.Count} changes acknowledged in {Duration.TotalSeconds:0} s");
        ledger.Count.ShouldBeGreaterThan(50);
        busy.ShouldBe(0);
        foreach (var basket in baskets) await ledger.ShouldEqual(one, basket);
    }

    /// <summary>One edit of what the person sees; its refusal's code, if it was refused.</summary>
    private static async Task<string?> Step(Api person, Guid basket, Random random, Ledger ledger)
    {
        var (sku, quantity) = (Goods.Sku(random.Next(5)), random.Next(1, 9));
        var lines = (await person.See(basket)).Lines();
        if (lines.Length == 0 || random.Next(3) == 0)
        {
            var added = await person.Add(basket, sku, quantity);
            if (added.Status == 201) ledger.Acknowledge(basket, added.Id, added.Version(), added["quantity"].GetInt32(), quantity);
            return Refusal(added, 201);
        }

        var line = lines[random.Next(lines.Length)];
        var (id, version) = (line.GetProperty("id").GetGuid(), line.GetProperty("version").GetInt64());
        if (random.Next(4) > 0)
        {
            // Never the same quantity: that would be no change.
            var wanted = line.GetProperty("quantity").GetInt32() is var now && now > 50 ? quantity : now + quantity;
            var changed = await person.Change(basket, id, new { quantity = wanted }, Seen(version));
            if (changed.Status == 200) ledger.Acknowledge(basket, id, changed.Version(), wanted);
            return Refusal(changed, 200);
        }

        var removed = await person.Remove(basket, id, Seen(version));
        if (removed.Status != 204) return Refusal(removed, 204);
        ledger.Acknowledge(basket, id, version + 1, null);
        if (random.Next(2) == 0) return null;

        var restored = await person.Post($"/api/baskets/{basket}/lines/{id}/restoration");
        if (restored.Status == 200)
        {
            var grown = restored.Id == id ? (int?)null : line.GetProperty("quantity").GetInt32();
            ledger.Acknowledge(basket, restored.Id, restored.Version(), restored["quantity"].GetInt32(), grown);
        }

        return Refusal(restored, 200);
    }

    private static string? Refusal(Answer answer, int success)
    {
        if (answer.Status == success) return null;
        answer.Code.ShouldBeOneOf("baskets.line_changed", "baskets.line_unknown", "baskets.nothing_to_restore", "baskets.busy");
        return answer.Code;
    }
}
