using System.Globalization;
using Microsoft.Playwright;
using Modular.Simulation.Prices;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests.Journeys;

/// <summary>What buyers do on the portal's pages, found as they find it: by role and label.</summary>
internal static class Buying
{
    public static readonly string[] Buyer = ["baskets.edit", "baskets.edit_shared", "orders.view", "orders.place"];

    public static ILocator Quantity(this IPage page, PriceLine product) =>
        page.GetByLabel($"Quantity of {product.Description}", new() { Exact = true });

    public static ILocator Button(this IPage page, string name) =>
        page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The button of that name in a message.</summary>
    public static ILocator Button(this IPage page, string name, AriaRole within) =>
        page.GetByRole(within).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Link(this IPage page, string name) =>
        page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public static ILocator Title(this IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>What stands beside "Total" among the facts at the top of a page.</summary>
    public static ILocator Total(this IPage page) =>
        page.GetByRole(AriaRole.Term).Filter(new() { HasTextString = "Total" }).Locator("xpath=following-sibling::*[1]").First;

    /// <summary>Finds the product by its SKU and adds it to a new basket from the list.</summary>
    public static async Task AddToNewBasket(this IPage page, PriceLine product)
    {
        await page.GotoAsync("/products");
        await page.GetByRole(AriaRole.Main).GetByLabel("Search", new() { Exact = true }).FillAsync(product.Sku);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Title()).ToHaveTextAsync("Products");
        await page.Button($"Add {product.Description}").ClickAsync();
        await Expect(page.Quantity(product)).ToHaveValueAsync("1");
    }

    /// <summary>A basket that holds the product, made through the API.</summary>
    public static async Task<Guid> NewBasket(this Api api, string name, string visibility, params (PriceLine Product, int Quantity)[] lines)
    {
        var made = await api.Post("/api/baskets", new { name, visibility });
        made.Status.ShouldBe(201, made.Text);
        foreach (var (product, quantity) in lines)
        {
            var added = await api.Post($"/api/baskets/{made.Id}/lines", new { sku = product.Sku, quantity });
            added.Status.ShouldBe(201, added.Text);
        }

        return made.Id;
    }

    public static string Money(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);

    public static async Task ShouldBeForEverybody(this IPage page)
    {
        await page.ShouldBeAccessible();
        await page.ShouldNotScrollSideways();
    }

    /// <summary>The reader comes back to the tab, so that the page asks for news at once.</summary>
    public static Task LookAgain(this IPage page) => page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");

    /// <summary>Presses Tab until it is there; what the keyboard cannot reach fails.</summary>
    public static async Task TabTo(this IPage page, ILocator goal)
    {
        await Expect(goal).ToBeVisibleAsync();
        for (var i = 0; i < 80; i++)
        {
            if (await goal.EvaluateAsync<bool>("e => e === document.activeElement")) return;
            await page.Keyboard.PressAsync("Tab");
        }

        throw new ShouldAssertException($"The keyboard does not reach {goal}");
    }
}
