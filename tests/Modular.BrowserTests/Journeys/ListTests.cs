using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests.Journeys;

/// <summary>What every list can do besides being read.</summary>
public sealed class ListTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    [InlineData(360, true)]
    public async Task A_hidden_column_stays_hidden_in_that_list_only(int width, bool javaScript)
    {
        await browser.Portal.Catalog;
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        await (await user.SignIn()).NewBasket("Branch office", "private");
        await browser.Visit(async page =>
        {
            await page.GotoAsync("/baskets?sort=name");
            await Expect(page.Locator("td[data-label=Visibility]")).ToHaveCountAsync(1);
            await Open(page, "Columns");
            if (javaScript) await page.ShouldBeForEverybody();
            await page.GetByLabel("Visibility", new() { Exact = true }).Last.UncheckAsync();
            await page.Button("Apply").First.ClickAsync();

            await Expect(page).ToHaveURLAsync(new Uri(browser.Portal.Address, "/baskets?sort=name").ToString());
            await Expect(page.Locator("td[data-label=Visibility]")).ToHaveCountAsync(0);
            await page.GotoAsync("/baskets?sort=-changedAt&size=25");
            await Expect(page.Link("Branch office")).ToBeVisibleAsync();
            await Expect(page.Locator("td[data-label=Visibility]")).ToHaveCountAsync(0);
            await page.GotoAsync("/products");
            await Expect(page.Locator("td[data-label=Price]").First).ToBeVisibleAsync();
        }, signedInAs: user, width: width, javaScript: javaScript);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_search_is_saved_opened_deleted_and_brought_back(bool javaScript)
    {
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        var api = await user.SignIn();
        await api.NewBasket("North", "private");
        await api.NewBasket("South", "private");
        await browser.Visit(async page =>
        {
            await page.GotoAsync("/baskets?q=south");
            await Open(page, "Saved searches");
            await page.GetByLabel("Save what is filtered now as").FillAsync("The south");
            await page.Button("Save search").ClickAsync();
            await Expect(page.GetByText("Search saved: The south")).ToBeVisibleAsync();

            await page.GotoAsync("/baskets");
            await Expect(page.Link("North")).ToBeVisibleAsync();
            await Open(page, "Saved searches");
            if (javaScript) await page.ShouldBeForEverybody();
            await page.Link("The south").ClickAsync();
            await Expect(page.Link("South")).ToBeVisibleAsync();
            await Expect(page.Link("North")).ToHaveCountAsync(0);

            await Open(page, "Saved searches");
            await page.Button("Delete the search The south").ClickAsync();
            await Expect(page.GetByText("Search deleted: The south")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
            await Open(page, "Saved searches");
            await Expect(page.Link("The south")).ToBeVisibleAsync();
        }, signedInAs: user, javaScript: javaScript);
    }

    [Fact]
    public async Task A_filtered_list_of_products_is_downloaded_whole()
    {
        var catalog = await browser.Portal.Catalog;
        var vendor = catalog.All.GroupBy(p => p.Vendor).OrderByDescending(g => g.Count()).First();
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        await browser.Visit(async page =>
        {
            await page.GotoAsync($"/products?vendor={Uri.EscapeDataString(vendor.Key)}&page=2");
            await Open(page, "Download");
            var waiting = page.WaitForDownloadAsync();
            await page.Link("CSV file").ClickAsync();
            var file = await waiting;

            file.SuggestedFilename.ShouldBe("products.csv");
            var lines = (await File.ReadAllTextAsync((await file.PathAsync())!)).TrimEnd().Split("\r\n");
            lines.Length.ShouldBe(vendor.Count() + 1);
            lines.Skip(1).Select(line => line.Split(',')[0]).ShouldBe(vendor.Select(p => p.Sku), ignoreOrder: true);
        }, signedInAs: user);
    }

    [Theory]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    [InlineData(360, true)]
    public async Task Selected_baskets_are_deleted_together_and_brought_back_together(int width, bool javaScript)
    {
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        var api = await user.SignIn();
        foreach (var name in new[] { "North", "South", "West" }) await api.NewBasket(name, "private");
        await browser.Visit(async page =>
        {
            await page.GotoAsync("/baskets");
            await Expect(page.Button("Delete")).ToBeHiddenAsync();
            await page.GetByLabel("Select North").CheckAsync();
            await page.GetByLabel("Select West").CheckAsync();
            if (javaScript) await page.ShouldBeForEverybody();
            await page.Button("Delete").ClickAsync();

            await Expect(page.GetByText("2 baskets deleted.")).ToBeVisibleAsync();
            await Expect(page.Link("South")).ToBeVisibleAsync();
            await Expect(page.Link("North")).ToHaveCountAsync(0);
            await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
            await Expect(page.Link("North")).ToBeVisibleAsync();
            await Expect(page.Link("West")).ToBeVisibleAsync();
        }, signedInAs: user, width: width, javaScript: javaScript);
    }

    [Fact]
    public async Task All_products_of_a_page_are_selected_with_the_keyboard_and_added()
    {
        await browser.Portal.Catalog;
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        var api = await user.SignIn();
        var basket = await api.NewBasket("Stock up", "private");
        await browser.Visit(async page =>
        {
            await page.GotoAsync("/products?inStock=true");
            await page.GetByLabel("Select all on this page").FocusAsync();
            await page.Keyboard.PressAsync("Space");
            var chosen = await page.Locator(".pick:checked").CountAsync();
            chosen.ShouldBeGreaterThan(3);
            await page.Button("Add to Stock up").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByText($"Products added to Stock up: {chosen}.")).ToBeVisibleAsync();
            (await api.Get($"/api/baskets/{basket}"))["lines"].GetArrayLength().ShouldBe(chosen);
        }, signedInAs: user);
    }

    private static Task Open(IPage page, string menu) =>
        page.GetByRole(AriaRole.Main).Locator("summary").Filter(new() { HasTextString = menu }).First.ClickAsync();
}
