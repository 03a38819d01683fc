using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests.Journeys;

/// <summary>From the sign-in to the order in the list, on every kind of device.</summary>
public sealed partial class OrderingTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    [InlineData(360, true)]
    public async Task A_buyer_finds_a_product_and_orders_it(int width, bool javaScript)
    {
        var product = (await browser.Portal.Catalog).Take(p => p.RequiredCertification is null && p.RetailPrice > 0 && p.Stock.Sum(s => s.OnHand) >= 50);
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        await browser.Visit(async page =>
        {
            await page.AddToNewBasket(product);
            await Expect(page.Total()).ToContainTextAsync(Buying.Money(product.RetailPrice));
            if (javaScript) await page.ShouldBeForEverybody();

            await page.Quantity(product).FillAsync("3");
            await page.Quantity(product).PressAsync("Enter");
            await Expect(page.Total()).ToContainTextAsync(Buying.Money(3 * product.RetailPrice));
            await Expect(page.Quantity(product)).ToHaveValueAsync("3");
            if (javaScript)
            {
                await page.Quantity(product).FillAsync("4");
                await page.Quantity(product).BlurAsync();
                await Expect(page.Total()).ToContainTextAsync(Buying.Money(4 * product.RetailPrice));
            }

            await page.Link("Place order").ClickAsync();
            await Expect(page.Title()).ToHaveTextAsync("Place order: New basket");
            if (javaScript) await page.ShouldBeForEverybody();
            await page.GetByLabel("Purchase order number").FillAsync("PO-77");
            await page.GetByLabel("Address", new() { Exact = true }).FillAsync("1 Main Street");
            await page.GetByLabel("Postal code").FillAsync("33101");
            await page.GetByLabel("City").FillAsync("Miami");
            await page.Button("Place order").ClickAsync();

            await Expect(page).ToHaveURLAsync(PlacedOrder());
            var number = PlacedOrder().Match(page.Url).Groups[1].Value;
            await Expect(page.GetByText($"Your order {number} is placed")).ToBeVisibleAsync();
            if (javaScript) await page.ShouldBeForEverybody();

            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true }).Last.ClickAsync();
            await Expect(page.Title()).ToHaveTextAsync("Orders");
            if (javaScript) await page.ShouldBeForEverybody();
            await page.Link(number).ClickAsync();
            await Expect(page.Title()).ToHaveTextAsync($"Order {number}");
            await Expect(page.GetByText($"Your order {number} is placed")).ToHaveCountAsync(0);
            await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(product.Description);
            await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("PO-77");
        }, signedInAs: user, width: width, javaScript: javaScript);
    }

    [GeneratedRegex("/orders/([^/?]+)\\?placed=1")]
    private static partial Regex PlacedOrder();
}
