using System.Collections.Concurrent;
using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Ordering;

/// <summary>A host that is killed while it places orders, and another that goes on where it stopped.</summary>
[Collection(Alone.Name)]
public sealed class KilledHostTests
{
    private const int Baskets = 60;

    [Fact]
    public async Task Every_basket_becomes_exactly_one_order_whenever_the_host_is_killed()
    {
        await using var first = await TestPortal.Start(await TestPostgres.NewDatabase(), "Silo:Shared=true");
        var account = await first.NewAccount();
        var user = await account.NewUser(Shop.Buyer);
        var buyer = await user.SignIn();
        var token = buyer.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        var sku = await first.NewProduct(onHand: 10_000);
        var baskets = new Guid[Baskets];
        for (var n = 0; n < Baskets; n++) baskets[n] = await buyer.NewBasket((sku, n + 1));

        var acknowledged = new ConcurrentDictionary<Guid, string>();
        using (var host = await HostProcess.Start(first.ConnectionString, "--Silo:Shared", "true"))
        {
            var api = host.NewApi(token);
            var next = -1;
            var workers = Enumerable.Range(0, 8).Select(async _ =>
            {
                while (Interlocked.Increment(ref next) is var n && n < Baskets)
                {
                    var placed = await api.Order(baskets[n], null, ("Idempotency-Key", $"order {n}"));
                    if (placed.Status == 201) acknowledged[baskets[n]] = placed.Number();
                }
            }).ToList();
            // Some are placed, eight are under way.
            while (acknowledged.Count < Baskets / 4) await Task.Delay(1);
            await host.Kill();
            foreach (var worker in workers) (await Should.ThrowAsync<Exception>(worker)).ShouldBeAssignableTo<HttpRequestException>();
        }

        acknowledged.Count.ShouldBeLessThan(Baskets, "The kill must come in the middle.");
        using (var host = await HostProcess.Start(first.ConnectionString, "--Silo:Shared", "true"))
        {
            var api = host.NewApi(token);
            for (var n = 0; n < Baskets; n++)
            {
                var repeated = await api.Order(baskets[n], null, ("Idempotency-Key", $"order {n}"));
                repeated.Status.ShouldBe(201, repeated.Text);
                if (acknowledged.TryGetValue(baskets[n], out var number)) repeated.Number().ShouldBe(number);
            }
        }

        (await buyer.Total()).ShouldBe(Baskets);
        (await first.Db.One<int>("SELECT count(DISTINCT basket_id)::int FROM ordering.orders WHERE account_id = @Id", new { account.Id })).ShouldBe(Baskets);
        (await first.Db.One<int>("SELECT sum(allocated)::int FROM catalog.stock WHERE sku = @sku", new { sku })).ShouldBe(Baskets * (Baskets + 1) / 2);
        await Eventually.True(
            async () => await first.Db.One<int>("SELECT count(*)::int FROM platform.outbox WHERE delivered_at IS NULL") == 0, "everything is told");
        (await first.Db.One<int>("SELECT count(*)::int FROM platform.outbox WHERE type = 'ordering.OrderPlaced'")).ShouldBe(Baskets);
    }
}
