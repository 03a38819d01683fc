using System.Diagnostics;
using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Identity.Clients;

namespace Modular.IntegrationTests.Identity;

/// <summary>A privilege taken away through one host is gone on the other.</summary>
public sealed class RevocationOnTwoHostsTests(TwoHosts hosts) : IClassFixture<TwoHosts>
{
    [Fact]
    public async Task Within_a_second_in_a_session_that_the_other_host_has_in_memory()
    {
        var account = await hosts.One.NewAccount();
        var (boss, user) = (await account.NewAdministrator(), await account.NewUser("orders.view"));
        var (api, elsewhere) = (await boss.SignIn(hosts.One), await user.SignIn(hosts.Other));
        (await elsewhere.Get("/api/orders")).Status.ShouldBe(200);

        (await api.Strip(user.Id)).Status.ShouldBe(200);
        await Becomes(elsewhere, 403);
        (await api.Grant(user.Id, "orders.view")).Status.ShouldBe(200);
        await Becomes(elsewhere, 200);
        (await api.Put($"/api/collaborators/{user.Id}/active", new { active = false })).Status.ShouldBe(200);
        await Becomes(elsewhere, 401);
    }

    [Fact]
    public async Task Within_a_second_in_a_programs_token_that_the_other_host_has_in_memory()
    {
        var administrator = await (await (await hosts.One.NewAccount()).NewAdministrator()).SignIn(hosts.One);
        var program = await administrator.NewProgram("orders.view");
        var elsewhere = await hosts.Other.Enter(program);
        (await elsewhere.Get("/api/orders")).Status.ShouldBe(200);

        (await administrator.Delete($"/api/api-clients/{program.Id}/secrets/{program.SecretId}")).Status.ShouldBe(204);

        await Becomes(elsewhere, 401);
    }

    private static async Task Becomes(Api api, int status)
    {
        var clock = Stopwatch.StartNew();
        while ((await api.Get("/api/orders")).Status != status) clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }
}
