using Microsoft.Playwright;

namespace Modular.BrowserTests;

/// <summary>What holds for a page whoever looks at it and on whatever.</summary>
public sealed class FrameTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Light)]
    public Task An_address_that_leads_nowhere_says_so_to_everybody(int width, ColorScheme colors) => browser.Visit(async page =>
    {
        var response = await page.GotoAsync("/no-such-page");

        response!.Status.ShouldBe(404);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await page.ShouldBeAccessible();
        await page.ShouldNotScrollSideways();
    }, width: width, colors: colors);
}
