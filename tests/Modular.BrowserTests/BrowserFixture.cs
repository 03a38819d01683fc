using Microsoft.Playwright;

namespace Modular.BrowserTests;

/// <summary>The portal and one Chromium that the tests of this process share; each visit has a context of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly Lazy<Task<IBrowser>> Started = new(Start);

    // In milliseconds: a busy build machine may be slow, a broken page is not mended by waiting.
    private const int Patience = 30_000;

    private readonly PortalFixture _portal = new();
    private IBrowser _browser = null!;

    public TestPortal Portal => _portal.Portal;

    public async Task InitializeAsync()
    {
        // The organisations of the journeys are on this machine.
        PortalFixture.Settings = ["Identity:AllowPrivateIssuers=true"];
        await _portal.InitializeAsync();
        _browser = await Started.Value;
    }

    // It ends with the process, as the next class wants it too.
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Runs a journey and fails if the browser complained on the way: a script's error, refused content, a missing file, a status of 500.</summary>
    /// <param name="signedInAs">Signs in through the portal's own page first.</param>
    /// <param name="goesOffline">Whether requests fail on the way, of which htmx may complain.</param>
    public async Task Visit(
        Func<IPage, Task> journey, TestUser? signedInAs = null, int width = 1280, string locale = "en-US",
        ColorScheme colors = ColorScheme.Light, bool javaScript = true, bool goesOffline = false, string? zone = null)
    {
        await using var context = await _browser.NewContextAsync(new()
        {
            BaseURL = Portal.Address.ToString(),
            ViewportSize = new() { Width = width, Height = 800 },
            Locale = locale,
            TimezoneId = zone,
            ColorScheme = colors,
            JavaScriptEnabled = javaScript,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        var complaints = Complaints.Of(page);
        if (signedInAs is not null) await page.SignIn(signedInAs);
        await journey(page);
        complaints.Where(c => !goesOffline || !Complaints.AreOfTheNetwork(c)).ShouldBeEmpty();
    }

    private static async Task<IBrowser> Start()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }
}
