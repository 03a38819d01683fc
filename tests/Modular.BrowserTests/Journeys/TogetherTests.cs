using Microsoft.Playwright;
using Modular.Simulation.Prices;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests.Journeys;

/// <summary>Two people at one basket, each in a browser of their own.</summary>
public sealed class TogetherTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task They_see_each_other_and_each_others_changes_while_typing_goes_on(int width, ColorScheme colors)
    {
        var (product, other) = ((await browser.Portal.Catalog).TakeInStock(20), (await browser.Portal.Catalog).TakeInStock(20));
        var account = await browser.Portal.NewAccount();
        var (ana, bruno) = (await account.NewUser(Buying.Buyer), await account.NewUser(Buying.Buyer));
        var basket = await (await ana.SignIn()).NewBasket("Together", "shared", (product, 2), (other, 1));
        await browser.Visit(anas => browser.Visit(async brunos =>
        {
            await anas.GotoAsync($"/baskets/{basket}");
            await brunos.GotoAsync($"/baskets/{basket}");
            await Expect(brunos.GetByText($"{ana.UserName} is here now")).ToBeVisibleAsync();
            // The page asks by itself every 15 seconds.
            await Expect(anas.GetByText($"{bruno.UserName} is here now")).ToBeVisibleAsync();

            await anas.GetByLabel("Notes").FillAsync("Half a sentence");
            await anas.Quantity(other).FillAsync("4");
            await brunos.Quantity(product).FillAsync("5");
            await brunos.Quantity(product).PressAsync("Enter");
            await Expect(brunos.Total()).ToContainTextAsync(Buying.Money((5 * product.RetailPrice) + other.RetailPrice));
            await anas.LookAgain();
            await Expect(anas.GetByText($"Just changed by {bruno.UserName}")).ToBeVisibleAsync();
            await Expect(anas.GetByText($"Quantity of {product.Sku} from 2 to 5")).ToBeVisibleAsync();
            await Expect(anas.Quantity(product)).ToHaveValueAsync("2");
            await Expect(anas.Quantity(other)).ToBeFocusedAsync();
            await anas.ShouldBeForEverybody();

            await anas.Link("Show changes (1)").ClickAsync();
            await Expect(anas.Quantity(product)).ToHaveValueAsync("5");
            await Expect(anas.GetByRole(AriaRole.Row).Filter(new() { HasTextString = product.Sku })).ToContainTextAsync("Changed");
            await Expect(anas.GetByText("Changed since you looked")).ToBeVisibleAsync();
            await Expect(anas.GetByLabel("Notes")).ToHaveValueAsync("Half a sentence");
            await Expect(anas.Total()).ToContainTextAsync(Buying.Money((5 * product.RetailPrice) + (4 * other.RetailPrice)));
            await anas.ShouldBeForEverybody();
        }, signedInAs: bruno, width: width, colors: colors), signedInAs: ana, width: width, colors: colors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_changed_since_one_looked_is_told_once(bool javaScript)
    {
        var (product, ana, api, bruno, basket) = await Together();
        await browser.Visit(async page =>
        {
            await page.GotoAsync($"/baskets/{basket}");
            await Expect(page.GetByText("Changed since you looked")).ToHaveCountAsync(0);
            (await api.Post($"/api/baskets/{basket}/lines", new { sku = product.Sku, quantity = 3 })).Status.ShouldBe(201);

            await page.GotoAsync("/baskets?view=company");
            await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasTextString = "Together" })).ToContainTextAsync("Changed since you looked");
            await page.Link("Together").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasTextString = "Changed since you looked" }))
                .ToContainTextAsync($"{ana.UserName}: {product.Sku} added: 3");
            await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasTextString = product.Sku })).ToContainTextAsync("New");
            await page.ReloadAsync();
            await Expect(page.GetByText("Changed since you looked")).ToHaveCountAsync(0);
        }, signedInAs: bruno, javaScript: javaScript);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_quantity_typed_for_a_line_that_was_removed_meanwhile_says_so(bool javaScript)
    {
        var (product, ana, api, bruno, basket) = await Together(2);
        await browser.Visit(async page =>
        {
            await page.GotoAsync($"/baskets/{basket}");
            var line = (await api.Get($"/api/baskets/{basket}"))["lines"][0];
            (await api.Delete($"/api/baskets/{basket}/lines/{line.GetProperty("id").GetGuid()}", ("If-Match", $"\"{line.GetProperty("version").GetInt64()}\""))).Status.ShouldBe(204);
            await page.Quantity(product).FillAsync("3");
            await page.Quantity(product).PressAsync("Enter");
            await Expect(page.GetByText("somebody removed that line")).ToBeVisibleAsync();
            await Expect(page.GetByText($"{ana.UserName}: {product.Sku} removed (2)")).ToBeVisibleAsync();
            await Expect(page.Quantity(product)).ToHaveCountAsync(0);
        }, signedInAs: bruno, javaScript: javaScript);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_basket_that_was_deleted_meanwhile_says_so(bool javaScript)
    {
        var (product, _, api, bruno, basket) = await Together(2);
        await browser.Visit(async page =>
        {
            await page.GotoAsync($"/baskets/{basket}");
            var version = (await api.Get($"/api/baskets/{basket}"))["version"].GetInt64();
            (await api.Delete($"/api/baskets/{basket}", ("If-Match", $"\"{version}\""))).Status.ShouldBe(204);
            if (javaScript)
            {
                await page.LookAgain();
                await Expect(page.GetByText("This basket is gone")).ToBeVisibleAsync();
                await Expect(page.Quantity(product)).ToHaveValueAsync("2");
            }

            await page.Quantity(product).FillAsync("3");
            await page.Quantity(product).PressAsync("Enter");
            await Expect(page.GetByText("That basket is gone, and nothing was saved")).ToBeVisibleAsync();
            await Expect(page.Title()).ToHaveTextAsync("Baskets");
            await Expect(page).ToHaveURLAsync(new Uri(browser.Portal.Address, "/baskets?view=company").ToString());
        }, signedInAs: bruno, javaScript: javaScript);
    }

    /// <summary>A shared basket of ana's, with so many of the product in it.</summary>
    private async Task<(PriceLine Product, TestUser Ana, Api Api, TestUser Bruno, Guid Basket)> Together(int quantity = 0)
    {
        var product = (await browser.Portal.Catalog).TakeInStock(20);
        var account = await browser.Portal.NewAccount();
        var (ana, bruno) = (await account.NewUser(Buying.Buyer), await account.NewUser(Buying.Buyer));
        var api = await ana.SignIn();
        return (product, ana, api, bruno, await api.NewBasket("Together", "shared", quantity > 0 ? [(product, quantity)] : []));
    }
}
