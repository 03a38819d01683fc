using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests.Journeys;

/// <summary>Staff acts for an account, users work in several accounts and ask for tools, guests look an order up.</summary>
public sealed class ActingTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    public async Task Staff_finds_an_account_acts_for_it_in_sight_and_stops(int width, bool javaScript)
    {
        var account = await browser.Portal.NewAccount();
        var staff = await (await browser.Portal.NewAccount("distributor")).NewAdministrator();
        await browser.Visit(async page =>
        {
            await page.GotoAsync($"/accounts?q={account.Id:N}");
            await page.Link(account.Name).ClickAsync();
            await page.GetByLabel("Reason").FillAsync("Ticket 4711: the order is stuck");
            await page.Button("Act for this account").ClickAsync();
            var bar = page.GetByRole(AriaRole.Region, new() { Name = "Acting on behalf of an account" });
            foreach (var path in new[] { "/", "/orders", "/baskets", "/collaborators" })
            {
                await page.GotoAsync(path);
                await Expect(bar).ToContainTextAsync($"acts for {account.Name}");
                await Expect(bar).ToContainTextAsync("Ticket 4711: the order is stuck");
                await page.ShouldNotScrollSideways();
                if (javaScript) await page.ShouldBeAccessible();
            }

            await page.EvaluateAsync("() => window.scrollTo(0, document.body.scrollHeight)");
            await Expect(bar).ToBeInViewportAsync();
            await bar.GetByRole(AriaRole.Button, new() { Name = "Stop acting" }).ClickAsync();
            await Expect(bar).ToHaveCountAsync(0);
        }, signedInAs: staff, width: width, javaScript: javaScript);
    }

    [Fact]
    public async Task A_page_of_the_account_before_is_told_by_a_bar_when_it_asks_for_more()
    {
        var (home, other) = (await browser.Portal.NewAccount(), await browser.Portal.NewAccount());
        var product = (await browser.Portal.Catalog).TakeInStock(10);
        var user = await home.NewUser(Buying.Buyer);
        await other.Join(user, Buying.Buyer);
        var api = await user.SignIn();
        var basket = await api.NewBasket("Of the first account", "shared", (product, 3));
        await browser.Visit(async page =>
        {
            var old = await page.Context.NewPageAsync();
            await old.GotoAsync($"/baskets/{basket}");
            await page.GotoAsync("/");
            await page.GetByRole(AriaRole.Button, new() { Name = "Account name" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = other.Name }).Last.ClickAsync();
            await Expect(page.GetByText("You switched the account.")).ToBeVisibleAsync();

            await old.EvaluateAsync("() => htmx.ajax('GET', location.pathname, { target: '#content' })");

            var bar = old.GetByText("You switched to another account");
            await Expect(bar).ToBeVisibleAsync();
            await Expect(old.GetByText($"This page was opened for {home.Name}")).ToBeVisibleAsync();
            await old.ShouldBeForEverybody();
            await old.Link("Home").Last.ClickAsync();
            await Expect(old.GetByText($"You are signed in for {other.Name}.")).ToBeVisibleAsync();
        }, signedInAs: user);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Their_pages_can_be_read_and_used_by_everybody(int width, ColorScheme colors)
    {
        var (home, other) = (await browser.Portal.NewAccount(), await browser.Portal.NewAccount());
        var boss = await home.NewAdministrator();
        await other.Join(boss, Buying.Buyer);
        var member = await home.NewUser();
        var manager = await boss.SignIn();
        var asked = await (await member.SignIn()).Post("/api/access-requests", new { tool = "ordering", reason = "I order" });
        asked.Status.ShouldBe(201, asked.Text);
        await manager.Put($"/api/collaborators/{member.Id}/privileges", new { privileges = new[] { "orders.view" }, role = "shopper" });
        await (await (await other.NewUser(Buying.Buyer)).SignIn()).NewBasket("Of the other", "shared");
        await Look(boss, [
            "/access", "/access-requests", $"/access-requests/{asked.Id}", "/orders?account=consolidated", "/baskets?view=company&account=consolidated",
            "/?account=consolidated", $"/collaborators/{member.Id}", "/collaborators", "/company", "/audit",
        ]);
        await Look(member, ["/access"]);
        await Look(await (await browser.Portal.NewAccount("distributor")).NewAdministrator(), ["/accounts", $"/accounts/{home.Id}", "/accounts?q=nothing-like-this"]);
        await Look(null, ["/order-lookup", "/sign-in"]);

        Task Look(TestUser? user, string[] pages) => browser.Visit(async page =>
        {
            foreach (var path in pages)
            {
                (await page.GotoAsync(path))!.Ok.ShouldBeTrue(path);
                await (colors == ColorScheme.Dark ? page.ShouldHaveContrast() : page.ShouldBeAccessible());
                await page.ShouldNotScrollSideways();
            }
        }, signedInAs: user, width: width, colors: colors);
    }
}
