using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Modular.BrowserTests;

/// <summary>What journeys do and expect on every page.</summary>
internal static partial class Pages
{
    /// <summary>Signs in through the portal's own page, in English.</summary>
    public static async Task SignIn(this IPage page, TestUser user)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("User name").FillAsync(user.UserName);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestAccount.Password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(SignInPage());
    }

    public static Task ShouldBeAccessible(this IPage page) => page.ShouldPass(new());

    /// <summary>What of accessibility another color scheme can change.</summary>
    public static Task ShouldHaveContrast(this IPage page) =>
        page.ShouldPass(new() { RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } });

    private static async Task ShouldPass(this IPage page, AxeRunOptions rules)
    {
        // What passes is not told node by node: that takes longer than to find it.
        rules.ResultTypes = [ResultType.Violations];
#pragma warning disable CS0618 // No page has frames: it can do without a second page that puts their results together.
        var result = await page.Locator("html").RunAxeLegacy(rules);
#pragma warning restore CS0618
        var violations = result.Violations.Select(v =>
            $"{v.Id}: {v.Help}\n    {string.Join("\n    ", v.Nodes.Take(5).Select(n => n.Html))}");
        result.Violations.ShouldBeEmpty($"{page.Url}\n{string.Join('\n', violations)}");
    }

    /// <summary>Nothing is wider than the window, which a telephone's user would have to push aside.</summary>
    public static async Task ShouldNotScrollSideways(this IPage page)
    {
        var wide = await page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
                [...document.body.querySelectorAll('*')]
                    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                    .slice(0, 5).map(e => e.outerHTML.slice(0, 120))
            """);
        wide.ShouldBeEmpty($"{page.Url} is wider than the window");
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
            .ShouldBeTrue($"{page.Url} is wider than the window");
    }

    [GeneratedRegex("/sign-in")]
    private static partial Regex SignInPage();
}
