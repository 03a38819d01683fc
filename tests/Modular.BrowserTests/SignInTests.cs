using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests;

/// <summary>Signing in and out through the portal's own pages.</summary>
public sealed class SignInTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_signs_in_and_lands_where_they_wanted_to_go(bool javaScript)
    {
        var user = await (await browser.Portal.NewAccount()).NewUser("baskets.edit");
        await browser.Visit(async page =>
        {
            await page.GotoAsync("/baskets?view=company");
            await Expect(page).ToHaveTitleAsync("Sign in – Modular");

            await page.GetByLabel("User name").FillAsync(user.UserName);
            await page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestAccount.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

            await Expect(page).ToHaveURLAsync(new Uri(browser.Portal.Address, "/baskets?view=company").ToString());
            await Expect(page.GetByText(user.Account.Name).First).ToBeAttachedAsync();
        }, javaScript: javaScript);
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_telling_which_part_is_wrong()
    {
        var user = await (await browser.Portal.NewAccount()).NewUser();
        await browser.Visit(async page =>
        {
            await page.GotoAsync("/sign-in");
            await page.GetByLabel("User name").FillAsync(user.UserName);
            await page.GetByLabel("Password", new() { Exact = true }).FillAsync("wrong");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

            await Expect(page.GetByText("User name and password do not fit together.").First).ToBeVisibleAsync();
            await Expect(page.GetByLabel("User name")).ToHaveValueAsync(user.UserName);
            await page.ShouldBeAccessible();
        });
    }

    [Theory]
    [InlineData(1280, "en-US", ColorScheme.Light, "Sign in")]
    [InlineData(360, "es-CL", ColorScheme.Dark, "Iniciar sesión")]
    [InlineData(360, "pt-BR", ColorScheme.Light, "Entrar")]
    public Task The_sign_in_page_is_for_everybody(int width, string locale, ColorScheme colors, string heading) => browser.Visit(async page =>
    {
        await page.GotoAsync("/sign-in");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        await page.ShouldBeAccessible();
        await page.ShouldNotScrollSideways();
    }, width: width, locale: locale, colors: colors);
}
