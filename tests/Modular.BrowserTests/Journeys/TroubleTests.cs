using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests.Journeys;

/// <summary>What was typed in a basket meets an account switched elsewhere, an ended session, a network that is away.</summary>
public sealed partial class TroubleTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_quantity_typed_for_the_old_account_is_refused_in_words(bool javaScript)
    {
        var product = (await browser.Portal.Catalog).TakeInStock(10);
        var (home, other) = (await browser.Portal.NewAccount(), await browser.Portal.NewAccount());
        var user = await home.NewUser(Buying.Buyer);
        await other.Join(user, Buying.Buyer);
        var api = await user.SignIn();
        var basket = await api.NewBasket("Of the first account", "private", (product, 1));
        await browser.Visit(async page =>
        {
            var old = await page.Context.NewPageAsync();
            await old.GotoAsync($"/baskets/{basket}");
            await page.GotoAsync("/");
            await page.GetByRole(AriaRole.Button, new() { Name = "Account name" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = other.Name }).Last.ClickAsync();
            await Expect(page.GetByText($"You are signed in for {other.Name}.")).ToBeVisibleAsync();

            await old.Quantity(product).FillAsync("6");
            await old.Quantity(product).PressAsync("Enter");
            if (javaScript)
            {
                await Expect(old.GetByRole(AriaRole.Alert)).ToContainTextAsync("You switched to another account");
                await Expect(old.Quantity(product)).ToHaveValueAsync("6");
            }
            else
            {
                await Expect(old.Title()).ToHaveTextAsync("This page was out of date");
            }

            await Expect(old.GetByText("nothing was saved")).ToBeVisibleAsync();
            (await api.Get($"/api/baskets/{basket}"))["lines"][0].GetProperty("quantity").GetInt32().ShouldBe(1);
            await page.GotoAsync("/baskets");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No baskets yet" })).ToBeVisibleAsync();
        }, signedInAs: user, javaScript: javaScript);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_types_after_the_sessions_end_signs_in_and_comes_back(bool javaScript)
    {
        var product = (await browser.Portal.Catalog).TakeInStock(10);
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        var basket = await (await user.SignIn()).NewBasket("Long lunch", "private", (product, 1));
        await browser.Visit(async page =>
        {
            await page.GotoAsync($"/baskets/{basket}");
            await page.Context.ClearCookiesAsync(new() { Name = "modular_session" });
            if (javaScript)
            {
                await page.LookAgain();
                await Expect(page.Quantity(product)).ToBeVisibleAsync();
            }

            await page.Quantity(product).FillAsync("6");
            await page.Quantity(product).PressAsync("Enter");
            await Expect(page.Title()).ToHaveTextAsync("Sign in");
            await Expect(page.GetByText("Your session has ended.")).ToBeVisibleAsync();
            await page.GetByLabel("User name").FillAsync(user.UserName);
            await page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestAccount.Password);
            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await Expect(page).ToHaveURLAsync(new Uri(browser.Portal.Address, $"/baskets/{basket}").ToString());
            await Expect(page.Quantity(product)).ToHaveValueAsync("1");
        }, signedInAs: user, javaScript: javaScript);
    }

    [Fact]
    public async Task What_is_typed_while_the_portal_is_away_is_kept_and_saved_later()
    {
        var product = (await browser.Portal.Catalog).TakeInStock(10);
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        var api = await user.SignIn();
        var basket = await api.NewBasket("In a tunnel", "private", (product, 1));
        await browser.Visit(async page =>
        {
            await page.GotoAsync($"/baskets/{basket}");
            await page.Context.SetOfflineAsync(true);
            await page.LookAgain();
            await page.Quantity(product).FillAsync("6");
            await page.Quantity(product).PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not saved: the portal did not answer.");
            await page.Button("Try again", AriaRole.Alert).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(1);
            await Expect(page.Quantity(product)).ToHaveValueAsync("6");

            await page.Context.SetOfflineAsync(false);
            await page.Button("Try again", AriaRole.Alert).ClickAsync();
            await Expect(page.Total()).ToContainTextAsync(Buying.Money(6 * product.RetailPrice));
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
            (await api.Get($"/api/baskets/{basket}"))["lines"][0].GetProperty("quantity").GetInt32().ShouldBe(6);
        }, signedInAs: user, goesOffline: true);
    }

    [Fact]
    public async Task What_is_typed_while_another_line_is_being_saved_is_saved_too()
    {
        var catalog = await browser.Portal.Catalog;
        var (first, second) = (catalog.TakeInStock(20), catalog.TakeInStock(20));
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        var basket = await (await user.SignIn()).NewBasket("Slow line", "private", (first, 1), (second, 1));
        await browser.Visit(async page =>
        {
            await page.GotoAsync($"/baskets/{basket}");
            await page.RouteAsync(BasketAddress(), async route =>
            {
                await Task.Delay(500);
                await route.ContinueAsync();
            });
            await page.Quantity(first).FillAsync("3");
            await page.Quantity(first).PressAsync("ArrowDown");
            await page.Keyboard.TypeAsync("8");
            await page.Quantity(second).PressAsync("Tab");
            await Expect(page.Total()).ToContainTextAsync(Buying.Money((3 * first.RetailPrice) + (8 * second.RetailPrice)));
            await Expect(page.Quantity(second)).ToHaveValueAsync("8");
        }, signedInAs: user);
    }

    [GeneratedRegex("/baskets/[0-9a-f-]{36}$")]
    private static partial Regex BasketAddress();
}
