using System.Diagnostics;
using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Guards;

/// <summary>A feature switched through one host is off on the other.</summary>
public sealed class FeatureOnTwoHostsTests(TwoHosts hosts) : IClassFixture<TwoHosts>
{
    [Fact]
    public async Task Within_a_second_for_a_session_that_the_other_host_has_in_memory()
    {
        var account = await hosts.One.NewAccount();
        var elsewhere = await (await account.NewAdministrator()).SignIn(hosts.Other);
        var staff = await hosts.One.NewStaff();
        (await elsewhere.Get("/api/orders")).Status.ShouldBe(200);
        foreach (var (on, status) in new[] { (false, 403), (true, 200) })
        {
            (await staff.Put("/api/features/orders/switch", new { accountId = account.Id, on })).Status.ShouldBe(204);
            var clock = Stopwatch.StartNew();
            while ((await elsewhere.Get("/api/orders")).Status != status) clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        }
    }
}
