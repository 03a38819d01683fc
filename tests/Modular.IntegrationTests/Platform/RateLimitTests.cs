using System.Globalization;
using Modular.IntegrationTests.Baskets;
namespace Modular.IntegrationTests.Platform;

/// <summary>What anybody may send, nobody may send without end.</summary>
public sealed class RateLimitTests
{
    [Fact]
    public async Task The_door_closes_for_an_address_that_knocks_too_often_and_says_when_it_opens_again()
    {
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase(), "RateLimits:sign-in=3");
        var user = await (await own.NewAccount()).NewAdministrator();
        object wrong = new { userName = "nobody-at-all", password = "Wrong-1234" };
        for (var n = 0; n < 3; n++) (await own.Anonymous.Post("/api/session", wrong)).Status.ShouldBe(401);

        var refused = await own.Anonymous.Post("/api/session", new { userName = user.UserName, password = TestAccount.Password });

        refused.ShouldBeRefused(429, "request.too_many");
        int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        (await own.Anonymous.Get("/api/catalog-of-nothing")).Status.ShouldNotBe(429);

        using var browser = new Browser(own, null);
        var page = await browser.Submit(
            await browser.Open("/sign-in"), "sign-in", ("Input.UserName", user.UserName), ("Input.Password", TestAccount.Password));
        page.Status.ShouldBe(429);
        page.Html.ShouldContain(user.UserName);
    }

    [Fact]
    public async Task Whoever_has_sent_too_much_is_refused_before_the_body_is_read_and_not_counted_for_it_twice()
    {
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase(), "RateLimits:application=3");
        for (var n = 0; n < 3; n++) (await own.Anonymous.Post("/api/reseller-applications", new { })).Code.ShouldBe("request.invalid");

        // Unreadable: whoever tried would have said so.
        (await own.Anonymous.Post("/api/reseller-applications", Api.Text("{\"documents\":"))).ShouldBeRefused(429, "request.too_many");
    }
}
