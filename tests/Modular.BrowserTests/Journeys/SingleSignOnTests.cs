using Microsoft.Playwright;
using Modular.IntegrationTests.Identity.SingleSignOn;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests.Journeys;

/// <summary>Over the organisation's own sign-in and back, in a real browser.</summary>
public sealed class SingleSignOnTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    public async Task An_administrator_asks_the_staff_enables_and_a_member_comes_in(int width, bool javaScript)
    {
        await using var provider = await OpenIdProvider.Start(browser.Portal);
        var account = await browser.Portal.NewAccount();
        var (boss, member) = (await account.NewAdministrator(), await account.NewUser("orders.view"));
        var staff = await (await browser.Portal.NewAccount("distributor")).NewAdministrator();
        var domain = $"{account.Id:N}.example";
        var email = $"ana@{domain}";
        await browser.Portal.Db.Execute("UPDATE identity.users SET email = @email WHERE id = @Id", new { email, member.Id });

        await browser.Visit(async page =>
        {
            await page.GotoAsync("/company/single-sign-on");
            if (javaScript) await page.ShouldBeForEverybody();
            await page.GetByLabel("Issuer").FillAsync(provider.Issuer);
            await page.GetByLabel("Client id").FillAsync(OpenIdProvider.ClientId);
            await page.GetByLabel("Secret", new() { Exact = true }).FillAsync(OpenIdProvider.ClientSecret);
            await page.GetByLabel("E-mail domains").FillAsync(domain);
            await page.Button("Ask for single sign-on").ClickAsync();
            await Expect(page.GetByText("Waiting", new() { Exact = true })).ToBeVisibleAsync();
            if (javaScript) await page.ShouldBeForEverybody();
        }, signedInAs: boss, width: width, javaScript: javaScript);

        await browser.Visit(async page =>
        {
            await page.GotoAsync("/single-sign-on?q=" + domain);
            if (javaScript) await page.ShouldBeForEverybody();
            await page.GetByRole(AriaRole.Link, new() { Name = account.Name }).ClickAsync();
            if (javaScript) await page.ShouldBeForEverybody();
            await page.GetByLabel("Reason").FillAsync("Their domain.");
            await page.Button("Enable").ClickAsync();
            await Expect(page.GetByText("Enabled", new() { Exact = true })).ToBeVisibleAsync();
        }, signedInAs: staff, width: width, javaScript: javaScript);

        await browser.Visit(async page =>
        {
            // The provider's page is not ours to judge.
            await page.RouteAsync($"{provider.Issuer}/favicon.ico", route => route.FulfillAsync(new() { Status = 204 }));
            await page.RouteAsync("https://fonts.googleapis.com/**", route => route.FulfillAsync(new() { Status = 200, ContentType = "text/css", Body = "" }));
            await page.GotoAsync("/orders");
            await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with your organisation" }).ClickAsync();
            if (javaScript) await page.ShouldBeForEverybody();
            await page.GetByLabel("E-mail address or account number").FillAsync("ana@nobody.example");
            await page.Button("Continue").ClickAsync();
            await Expect(page.GetByText("No organisation's sign-in belongs to this").First).ToBeVisibleAsync();
            await page.GetByLabel("E-mail address or account number").FillAsync(email);
            await page.Button("Continue").ClickAsync();

            await page.Locator("[name=login]").FillAsync(OpenIdProvider.Login(email));
            await page.Locator("[name=password]").FillAsync("any");
            await page.Locator("[type=submit]").ClickAsync();

            await Expect(page).ToHaveURLAsync(new Uri(browser.Portal.Address, "/orders").AbsoluteUri);
            await Expect(page.Title()).ToHaveTextAsync("Orders");
        }, width: width, javaScript: javaScript);
    }
}
