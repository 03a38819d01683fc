using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests.Journeys;

/// <summary>For whom one acts, in which language, and what one may do.</summary>
public sealed class AccountTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Switching_the_account_leaves_nothing_of_the_old_one()
    {
        var (home, other) = (await browser.Portal.NewAccount(), await browser.Portal.NewAccount());
        var user = await home.NewUser(Buying.Buyer);
        await other.Join(user, Buying.Buyer);
        var api = await user.SignIn();
        var basket = await api.NewBasket("Of the first account", "private");
        await browser.Visit(async page =>
        {
            var old = await page.Context.NewPageAsync();
            await old.GotoAsync("/baskets/new");
            await old.GetByLabel("Name", new() { Exact = true }).FillAsync("Meant for the first account");
            await page.GotoAsync("/baskets");
            await Expect(page.Link("Of the first account")).ToBeVisibleAsync();

            await page.GetByRole(AriaRole.Button, new() { Name = "Account name" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = other.Name }).Last.ClickAsync();
            await Expect(page.GetByText($"You are signed in for {other.Name}.")).ToBeVisibleAsync();
            await page.GotoAsync("/baskets");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No baskets yet" })).ToBeVisibleAsync();
            await page.GotoAsync($"/baskets/{basket}");
            await Expect(page.Title()).ToHaveTextAsync("This page is not here");

            await old.Button("Create basket").ClickAsync();
            await Expect(old.Title()).ToHaveTextAsync("This page was out of date");
            await Expect(old.GetByText("nothing was saved")).ToBeVisibleAsync();
            await old.ShouldBeForEverybody();
            await page.GotoAsync("/baskets");
            await Expect(page.GetByText("Meant for the first account")).ToHaveCountAsync(0);
        }, signedInAs: user);
    }

    [Theory]
    [InlineData(1280, true)]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    public async Task The_language_changes_on_the_page_and_one_leaves_in_it(int width, bool javaScript)
    {
        var user = await (await browser.Portal.NewAccount()).NewUser(Buying.Buyer);
        await browser.Visit(async page =>
        {
            await page.GotoAsync("/orders");
            await Choose("Language", "Español");
            await Expect(page.Title()).ToHaveTextAsync("Mis pedidos");
            await Choose("Idioma", "Português");
            await Expect(page.Title()).ToHaveTextAsync("Status de Pedidos");
            await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "pt-BR");
            await Choose("Idioma", "English");
            await Expect(page.Title()).ToHaveTextAsync("Orders");

            await page.GetByRole(AriaRole.Button, new() { Name = "User menu" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
            await Expect(page.Title()).ToHaveTextAsync("Sign in");
            await page.GotoAsync("/orders");
            await Expect(page.Title()).ToHaveTextAsync("Sign in");

            async Task Choose(string menu, string language)
            {
                var opener = width < 992 ? "User menu|Menú de usuario|Menu do usuário" : menu;
                await page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button, new() { NameRegex = new(opener) }).First.ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = language, Exact = true }).ClickAsync();
            }
        }, signedInAs: user, width: width, javaScript: javaScript);
    }

    [Fact]
    public async Task Times_are_the_readers_own_with_a_script_and_say_UTC_without()
    {
        var account = await browser.Portal.NewAccount(country: "CL");
        var (boss, user) = (await account.NewAdministrator(), await account.NewUser());
        await browser.Portal.Db.Execute("UPDATE identity.memberships SET last_access = '2026-07-01T22:52:00Z' WHERE user_id = @Id", new { user.Id });
        foreach (var (javaScript, shown) in new[] { (true, "18:52|06:52"), (false, "22:52 UTC|10:52.PM UTC") })
        {
            await browser.Visit(async page =>
            {
                await page.GotoAsync($"/collaborators/{user.Id}");
                await Expect(page.Locator("time[datetime='2026-07-01T22:52:00Z']")).ToContainTextAsync(new System.Text.RegularExpressions.Regex(shown));
                if (javaScript) await Expect(page.Locator("time[datetime='2026-07-01T22:52:00Z']")).Not.ToContainTextAsync("UTC");
            }, signedInAs: boss, javaScript: javaScript, zone: "America/Santiago");
        }
    }

    [Fact]
    public async Task The_whole_role_stands_in_the_opened_user_menu_of_a_phone()
    {
        var user = await (await browser.Portal.NewAccount()).NewAdministrator();
        await browser.Visit(async page =>
        {
            await page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button, new() { Name = "User menu" }).ClickAsync();
            var role = page.Locator("#user-menu .menu-head").GetByText("Purchasing · Administrator");
            await Expect(role).ToBeVisibleAsync();
            (await role.EvaluateAsync<bool>("e => e.scrollWidth <= e.clientWidth || getComputedStyle(e).display === 'inline'")).ShouldBeTrue();
        }, signedInAs: user, width: 360);
    }

    [Fact]
    public async Task A_member_without_any_privilege_is_welcomed_and_may_look_only()
    {
        var product = (await browser.Portal.Catalog).TakeInStock();
        var user = await (await browser.Portal.NewAccount()).NewUser();
        await browser.Visit(async page =>
        {
            await page.GotoAsync("/");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Welcome" })).ToBeVisibleAsync();
            await page.ShouldBeForEverybody();
            await page.GotoAsync($"/products?q={product.Sku}");
            await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(product.Description);
            await Expect(page.Button($"Add {product.Description}")).ToHaveCountAsync(0);
            await page.GotoAsync($"/products/{product.Sku}");
            await Expect(page.GetByText("You may look, but not add to baskets.")).ToBeVisibleAsync();
            await Expect(page.Button("Add")).ToHaveCountAsync(0);
            await page.ShouldBeForEverybody();
            await page.GotoAsync("/orders");
            await Expect(page.Title()).ToHaveTextAsync("You may not open this");
        }, signedInAs: user);
    }
}
