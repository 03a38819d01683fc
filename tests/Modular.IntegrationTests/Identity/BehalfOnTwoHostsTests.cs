using System.Diagnostics;
using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

/// <summary>Who loses the privilege acts for nobody any more, whichever host they are on.</summary>
public sealed class BehalfOnTwoHostsTests(TwoHosts hosts) : IClassFixture<TwoHosts>
{
    [Fact]
    public async Task Within_a_second()
    {
        var (account, home) = (await hosts.One.NewAccount(), await hosts.One.NewAccount("distributor"));
        var (boss, user) = (await home.NewAdministrator(), await home.NewUser("accounts.act", "accounts.view"));
        var (api, elsewhere) = (await boss.SignIn(hosts.One), await user.SignIn(hosts.Other));
        (await elsewhere.ActFor(account.Id)).Status.ShouldBe(200);
        (await elsewhere.Get("/api/orders")).Status.ShouldBe(200);

        (await api.Grant(user.Id, "accounts.view")).Status.ShouldBe(200);

        var clock = Stopwatch.StartNew();
        Answer answer;
        do
        {
            answer = await elsewhere.Get("/api/orders");
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        }
        while (answer.Status == 200);
        (answer.Status, answer.Code).ShouldBe((403, "identity.behalf_ended"));
        (await elsewhere.Delete("/api/session/behalf")).Status.ShouldBe(204);
        (await elsewhere.Get("/api/accounts")).Status.ShouldBe(200);
    }
}
