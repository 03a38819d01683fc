using System.Diagnostics;
using System.Globalization;
using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity.Clients;

/// <summary>Guessing is slow, and asking all the time too.</summary>
public sealed class TokenFailuresTests : IAsyncLifetime
{
    private readonly AdvancedTime _time = new();
    private TestPortal _portal = null!;

    public async Task InitializeAsync() => _portal = await TestPortal.Start(
        await TestPostgres.NewDatabase(), _time, "Identity:TokenFailuresPerClient=4", "Identity:TokenFailuresPerAddress=10", "Identity:TokensPerMinute=5");

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Whoever_guesses_waits_and_the_trail_tells_once()
    {
        var (account, administrator) = await Administrator();
        var program = await administrator.NewProgram("orders.view");
        for (var i = 0; i < 4; i++) (await _portal.AskToken(program.ClientId, $"ms_{i}")).ShouldBeRefusedToken(401, "invalid_client");

        var waiting = await _portal.AskToken(program);

        waiting.ShouldBeRefusedToken(429, "too_many_requests");
        int.Parse(waiting.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeInRange(1, 300);
        (await account.Audited($"client/{program.Id}")).Count(a => a.Action == "identity.client_guessed").ShouldBe(1);
        var other = await administrator.NewProgram("orders.view");
        (await _portal.AskToken(other)).Status.ShouldBe(200);
        _time.By = TimeSpan.FromMinutes(6);
        (await _portal.AskToken(program)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Names_that_nobody_bears_wait_alike_and_so_does_an_address_that_tries_many()
    {
        for (var i = 0; i < 4; i++) (await _portal.AskToken("mc_nobody", "x")).ShouldBeRefusedToken(401, "invalid_client");
        (await _portal.AskToken("mc_nobody", "x")).ShouldBeRefusedToken(429, "too_many_requests");
        for (var i = 0; i < 6; i++) (await _portal.AskToken($"mc_nobody{i}", "x")).ShouldBeRefusedToken(401, "invalid_client");
        (await _portal.AskToken("mc_another", "x")).ShouldBeRefusedToken(429, "too_many_requests");
    }

    [Fact]
    public async Task A_program_that_asks_for_each_call_is_slowed_down()
    {
        var (_, administrator) = await Administrator();
        var program = await administrator.NewProgram("orders.view");
        for (var i = 0; i < 5; i++) (await _portal.AskToken(program)).Status.ShouldBe(200);
        (await _portal.AskToken(program)).ShouldBeRefusedToken(429, "too_many_requests");
        _time.By = TimeSpan.FromMinutes(2);
        (await _portal.AskToken(program)).Status.ShouldBe(200);
    }

    private async Task<(TestAccount Account, Api Administrator)> Administrator()
    {
        var account = await _portal.NewAccount();
        return (account, await (await account.NewAdministrator()).SignIn());
    }
}
