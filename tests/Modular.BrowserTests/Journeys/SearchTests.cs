using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Modular.Simulation.Prices;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests.Journeys;

/// <summary>The search box of every page, by keyboard, by mouse and without scripts; and what the home page shows at once.</summary>
public sealed partial class SearchTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task A_buyer_types_an_orders_number_and_opens_it_with_the_keyboard(int width, ColorScheme colors)
    {
        var (user, _, number) = await Ordered("PO-SEARCH-1");
        await browser.Visit(async page =>
        {
            await page.Keyboard.PressAsync("/");
            var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Search", Exact = true });
            await Expect(field).ToBeFocusedAsync();
            await field.PressSequentiallyAsync(number);
            var option = page.GetByRole(AriaRole.Option, new() { NameRegex = new Regex("^" + number) });
            await Expect(option).ToBeVisibleAsync();
            await Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
            await page.ShouldBeForEverybody();

            await field.PressAsync("Escape");
            await Expect(option).ToBeHiddenAsync();
            await Expect(field).ToHaveValueAsync(number);
            await field.PressAsync("ArrowDown");
            await field.PressAsync("ArrowDown");
            await Expect(option).ToHaveAttributeAsync("aria-selected", "true");
            await Expect(field).ToHaveAttributeAsync("aria-activedescendant", "found-orders-0");
            await field.PressAsync("Enter");

            await Expect(page.Title()).ToHaveTextAsync($"Order {number}");
        }, signedInAs: user, width: width, colors: colors);
    }

    [Fact]
    public async Task A_click_opens_a_product_and_Enter_alone_all_that_was_found()
    {
        var (user, product, number) = await Ordered("PO-SEARCH-2");
        await browser.Visit(async page =>
        {
            var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Search", Exact = true });
            await field.PressSequentiallyAsync(product.Sku);
            await page.GetByRole(AriaRole.Option, new() { Name = product.Description }).First.ClickAsync();
            await Expect(page.Title()).ToHaveTextAsync(product.Description);

            await field.FillAsync("po-search-2");
            await field.PressAsync("Enter");
            await Expect(page.Title()).ToHaveTextAsync("Search: po-search-2");
            await page.ShouldBeForEverybody();
            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
            await Expect(page.Title()).ToHaveTextAsync($"Order {number}");

            await field.FillAsync("");
            await field.PressSequentiallyAsync("sign out");
            await page.GetByRole(AriaRole.Option, new() { Name = "Log out" }).ClickAsync();
            await Expect(page).ToHaveURLAsync(SignInPage());
        }, signedInAs: user);
    }

    [Fact]
    public async Task Without_scripts_the_box_leads_to_the_page()
    {
        var (user, _, number) = await Ordered("PO-SEARCH-3");
        await browser.Visit(async page =>
        {
            var field = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search", Exact = true });
            await field.FillAsync(number);
            await field.PressAsync("Enter");
            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
            await Expect(page.Title()).ToHaveTextAsync($"Order {number}");
        }, signedInAs: user, javaScript: false);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task The_home_page_shows_the_last_orders_and_orders_one_again(int width)
    {
        var (user, product, number) = await Ordered("PO-HOME");
        await browser.Visit(async page =>
        {
            await page.GotoAsync("/");
            await Expect(page.Link(number)).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("PO-HOME");
            await page.ShouldBeForEverybody();
            foreach (var language in new[] { "es", "pt-BR" })
            {
                await page.Context.AddCookiesAsync([new() { Name = "modular_language", Value = language, Url = browser.Portal.Address.ToString() }]);
                await page.ReloadAsync();
                await page.ShouldNotScrollSideways();
            }

            await page.Context.ClearCookiesAsync(new() { Name = "modular_language" });
            await page.ReloadAsync();

            await page.Button($"Order again: {number}").ClickAsync();

            await Expect(page.Quantity(product)).ToHaveValueAsync("2");
            await Expect(page.GetByText($"Order {number} is in the new basket")).ToBeVisibleAsync();
        }, signedInAs: user, width: width);
    }

    private async Task<(TestUser User, PriceLine Product, string Number)> Ordered(string purchaseOrderNumber)
    {
        var product = (await browser.Portal.Catalog).TakeInStock(10);
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        var api = await user.SignIn();
        var basket = await api.NewBasket("Searched", "private", (product, 2));
        var order = await api.Post($"/api/baskets/{basket}/order", new
        {
            purchaseOrderNumber,
            shipTo = new { name = "Andes", line1 = "1 Main Street", city = "Miami", postalCode = "33101", country = "US" },
        });
        order.Status.ShouldBe(201, order.Text);
        return (user, product, order["number"].GetString()!);
    }

    [GeneratedRegex("/sign-in")]
    private static partial Regex SignInPage();
}
