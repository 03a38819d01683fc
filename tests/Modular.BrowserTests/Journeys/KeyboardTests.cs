using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests.Journeys;

/// <summary>A basket without a mouse.</summary>
public sealed class KeyboardTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_basket_is_filled_changed_and_emptied_with_the_keyboard_alone()
    {
        var catalog = await browser.Portal.Catalog;
        var (first, second) = (catalog.TakeInStock(20), catalog.TakeInStock(20));
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        var basket = await (await user.SignIn()).NewBasket("By keyboard", "private");
        await browser.Visit(async page =>
        {
            await page.GotoAsync($"/baskets/{basket}");
            foreach (var product in new[] { first, second })
            {
                await page.TabTo(page.GetByLabel("SKU or part number"));
                await page.Keyboard.TypeAsync(product.Sku);
                await page.Keyboard.PressAsync("Tab");
                await page.Keyboard.TypeAsync("2");
                await page.Keyboard.PressAsync("Enter");
                await Expect(page.Quantity(product)).ToHaveValueAsync("2");
            }

            await page.TabTo(page.Quantity(first));
            await page.Keyboard.PressAsync("ArrowDown");
            await Expect(page.Quantity(second)).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync("7");
            await page.Keyboard.PressAsync("ArrowUp");
            await Expect(page.Total()).ToContainTextAsync(Buying.Money((2 * first.RetailPrice) + (7 * second.RetailPrice)));
            await Expect(page.Quantity(first)).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync("3");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Total()).ToContainTextAsync(Buying.Money((3 * first.RetailPrice) + (7 * second.RetailPrice)));
            await Expect(page.Quantity(first)).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync("99");
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Quantity(first)).ToHaveValueAsync("3");

            await page.TabTo(page.Button($"Remove {first.Description}"));
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Quantity(first)).ToHaveCountAsync(0);
            await page.TabTo(page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }));
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Quantity(first)).ToHaveValueAsync("3");

            await page.TabTo(page.Link("Place order"));
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Title()).ToHaveTextAsync("Place order: By keyboard");
        }, signedInAs: user);
    }
}
