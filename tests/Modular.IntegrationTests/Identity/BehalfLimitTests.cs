using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

/// <summary>Acting for an account ends by itself, on a host with a clock of the test's own.</summary>
public sealed class BehalfLimitTests : IAsyncLifetime
{
    private readonly AdvancedTime _time = new();
    private TestPortal _portal = null!;

    public async Task InitializeAsync() => _portal = await TestPortal.Start(await TestPostgres.NewDatabase(), _time, "Identity:BehalfMinutes=20");

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task After_its_time_nothing_is_done_anywhere_until_it_was_seen()
    {
        var account = await _portal.NewAccount();
        var staff = await _portal.NewStaff();
        using var browser = new Browser(_portal, staff);
        (await staff.ActFor(account.Id)).Status.ShouldBe(200);
        _time.By = TimeSpan.FromMinutes(19);
        (await staff.Get("/api/baskets")).Status.ShouldBe(200);

        _time.By = TimeSpan.FromMinutes(21);

        (await staff.Post("/api/baskets", new { name = "Whose?", visibility = "shared" })).ShouldBeRefused(403, "identity.behalf_ended");
        (await staff.Get("/api/session"))["pending"].GetString().ShouldBe("identity.behalf_ended");
        (await browser.Open("/baskets")).Location.ShouldBe("/behalf-ended");
        var told = await browser.Open("/behalf-ended");
        told.Text.ShouldContain("You act for yourself again");
        (await browser.Send("/session/behalf-end", told.Form("/session/behalf-end"))).Location.ShouldBe("/");
        (await staff.Get("/api/accounts")).Status.ShouldBe(200);
        (await account.Audited($"account/{account.Id}")).Select(r => r.Action).ShouldBe(["identity.behalf_began", "identity.behalf_ended"]);
    }
}
