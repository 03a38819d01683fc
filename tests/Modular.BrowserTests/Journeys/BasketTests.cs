using Microsoft.Playwright;
using Modular.Simulation.Prices;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests.Journeys;

/// <summary>What happens to a basket besides ordering it.</summary>
public sealed class BasketTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    [InlineData(360, true)]
    public async Task Two_people_change_one_line_and_the_second_sees_both_quantities(int width, bool javaScript)
    {
        var product = await Product();
        var account = await browser.Portal.NewAccount();
        var (first, second) = (await account.NewUser(Buying.Buyer), await account.NewUser(Buying.Buyer));
        var colleague = await first.SignIn();
        var basket = await colleague.NewBasket("Together", "shared", (product, 1));
        var line = (await colleague.Get($"/api/baskets/{basket}"))["lines"][0].GetProperty("id").GetGuid();
        await browser.Visit(async page =>
        {
            await Collide(5, "7");
            await Expect(page.Quantity(product)).ToHaveValueAsync("7");
            if (javaScript) await page.ShouldBeForEverybody();
            await page.Button("Apply mine: 7").ClickAsync();
            await Expect(page.Total()).ToContainTextAsync(Buying.Money(7 * product.RetailPrice));
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

            await Collide(9, "8");
            await page.Link("Keep 9").ClickAsync();
            await Expect(page.Quantity(product)).ToHaveValueAsync("9");
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

            async Task Collide(int theirs, string mine)
            {
                await page.GotoAsync($"/baskets/{basket}");
                (await colleague.Patch($"/api/baskets/{basket}/lines/{line}", new { quantity = theirs }, ("If-Match", await Version()))).Status.ShouldBe(200);
                await page.Quantity(product).FillAsync(mine);
                await page.Quantity(product).PressAsync("Enter");
                await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"{first.UserName} set the quantity to {theirs} while you wanted {mine}.");
            }
        }, signedInAs: second, width: width, javaScript: javaScript);

        async Task<string> Version() =>
            $"\"{(await colleague.Get($"/api/baskets/{basket}"))["lines"][0].GetProperty("version").GetInt64()}\"";
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_removed_or_deleted_comes_back_from_the_toast(bool javaScript)
    {
        var (kept, removed) = (await Product(), await Product());
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        var basket = await (await user.SignIn()).NewBasket("Branch office", "private", (kept, 2), (removed, 3));
        await browser.Visit(async page =>
        {
            await page.GotoAsync($"/baskets/{basket}");
            await page.Button($"Remove {removed.Description}").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasTextString = "Removed" })).ToContainTextAsync(removed.Description);
            await Expect(page.Quantity(removed)).ToHaveCountAsync(0);
            await Undo();
            await Expect(page.Quantity(removed)).ToHaveValueAsync("3");

            await page.Button("Delete").ClickAsync();
            await Expect(page.GetByText("Basket deleted: Branch office")).ToBeVisibleAsync();
            await Expect(page.Link("Branch office")).ToHaveCountAsync(0);
            await Undo();
            await Expect(page.Title()).ToHaveTextAsync("Branch office");
            await Expect(page.Quantity(kept)).ToHaveValueAsync("2");

            Task Undo() => page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        }, signedInAs: user, javaScript: javaScript);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Pasted_lines_are_added_and_the_bad_ones_mended_in_place(int width)
    {
        var (good, meant) = (await Product(), await Product());
        var unique = Guid.NewGuid().ToString("N")[..8].ToUpperInvariant();
        await Import($"TW-{unique}-1,TWIN{unique},Acme", $"TW-{unique}-2,TWIN{unique},Bolt");
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        var basket = await (await user.SignIn()).NewBasket("Pasted", "private");
        await browser.Visit(async page =>
        {
            await page.GotoAsync($"/baskets/{basket}");
            await page.Link("Quick order").First.ClickAsync();
            await page.GetByLabel("Lines", new() { Exact = true }).FillAsync($"{good.Sku};4\nNO-SUCH-{unique};2\nTWIN{unique};3");
            await page.Button("Add lines").ClickAsync();
            await Expect(page.GetByText("1 lines added, 2 to be mended")).ToBeVisibleAsync();
            await page.ShouldBeForEverybody();

            await page.GetByLabel("SKU or part number of line 2").FillAsync(meant.Sku);
            await page.GetByLabel("SKU or part number of line 3").SelectOptionAsync($"TW-{unique}-2");
            await page.Button("Add mended lines").ClickAsync();
            await Expect(page.GetByText("2 lines added, 0 to be mended")).ToBeVisibleAsync();

            await page.Link("Back to the basket").ClickAsync();
            await Expect(page.Quantity(good)).ToHaveValueAsync("4");
            await Expect(page.Quantity(meant)).ToHaveValueAsync("2");
            await Expect(page.GetByLabel($"Quantity of Twin TW-{unique}-2")).ToHaveValueAsync("3");
        }, signedInAs: user, width: width);
    }

    private async Task<PriceLine> Product() =>
        (await browser.Portal.Catalog).Take(p => p.RequiredCertification is null && p.RetailPrice > 0 && p.Stock.Sum(s => s.OnHand) >= 10);

    private async Task Import(params string[] products)
    {
        var rows = products.Select(p => $"{p},Twin {p.Split(',')[0]},Tests,10,USD,100");
        var csv = "sku,vendor_part_number,vendor,description,category,retail_price,currency,stock:MIA\n" + string.Join('\n', rows) + "\n";
        var answer = await (await browser.Portal.NewStaff()).Post("/api/catalog/imports", Api.Text(csv, "text/csv"));
        answer.Status.ShouldBe(201, answer.Text);
    }
}
