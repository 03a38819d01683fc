using Microsoft.Playwright;
using Modular.IntegrationTests.Ordering;
using static Microsoft.Playwright.Assertions;

namespace Modular.BrowserTests.Journeys;

/// <summary>The search box of every page, by keyboard, by mouse and without scripts.</summary>
public sealed class SearchTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
}
