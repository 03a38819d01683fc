using Microsoft.Playwright;

namespace Modular.BrowserTests.Journeys;

/// <summary>Every page is for everybody: nothing that axe finds, no faint colors in the dark, and nothing wider than a telephone.</summary>
public sealed class EveryPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly object Order = new
    {
        purchaseOrderNumber = "PO-1",
        shipTo = new { name = "Andes", line1 = "1 Main Street", city = "Miami", postalCode = "33101", country = "US" },
    };

    // Each width and each scheme once: all four take twice the time and find the same.
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Every_page_can_be_read_and_used(int width, ColorScheme colors)
    {
        var catalog = await browser.Portal.Catalog;
        var (product, certified) = (catalog.TakeInStock(10), catalog.Take(p => p.RequiredCertification is not null));
        var account = await browser.Portal.NewAccount("distributor");
        var (user, member) = (await account.NewAdministrator(), await account.NewUser("orders.view"));
        var api = await user.SignIn();
        var (basket, ordered) = (await api.NewBasket("Open", "shared", (product, 3)), await api.NewBasket("Ordered", "private", (product, 1)));
        var order = await api.Post($"/api/baskets/{ordered}/order", Order);
        order.Status.ShouldBe(201, order.Text);
        await browser.Portal.Anonymous.Post("/api/reseller-applications", new
        {
            company = "Andes Redes", country = "US", taxId = "12-3456789", businessActivity = "Networks", sellsToEndUsers = true, applicantName = "Nina",
            email = "nina@test.example", documents = new[] { new { name = "licence.pdf", content = "%PDF-1.7"u8.ToArray() } },
        });
        var application = (await api.Get("/api/reseller-applications?size=1&sort=-receivedAt"))["items"][0].GetProperty("id").GetGuid();
        var template = (await api.Post("/api/role-templates", new { name = "Buyers", privileges = new[] { "orders.view" } })).Id;
        var hook = (await api.Post("/api/webhooks", new { url = "https://hooks.example/in", events = new[] { "order.placed" } })).Id;
        (await api.Post($"/api/webhooks/{hook}/test")).Status.ShouldBe(204);
        await api.Post("/api/invitations", new { name = "Nina", email = "nina@test.example", privileges = new[] { "orders.view" } });
        string[] pages =
        [
            "/", "/products", $"/products/{product.Sku}", $"/products/{certified.Sku}", "/products?q=nothing-like-this",
            "/baskets", "/baskets?view=deleted", "/baskets/new", $"/baskets/{basket}", $"/baskets/{basket}/history", $"/baskets/{basket}/quick-order",
            $"/baskets/{basket}/checkout", $"/baskets/{ordered}", "/orders", $"/orders/{order["number"].GetString()}", "/audit?check=1",
            "/addresses", "/addresses/new", "/features?country=BR", "/certifications", $"/certifications/{user.Account.Id}", "/payment-methods",
            "/quick-pay", "/quick-pay/new", "/accounts", $"/accounts/{user.Account.Id}", "/api-clients", "/api-clients/new",
            "/company/single-sign-on", "/single-sign-on", "/access", "/access-requests",
            $"/search?q={product.Sku}", "/search?q=basket", "/search", "/search?q=nothing-like-this", "/help", "/catalog/imports", "/catalog/price-lists", "/catalog/price-lists/new",
            "/collaborators", "/collaborators/new", "/collaborators/roles", $"/collaborators/roles?edit={template}", "/collaborators/invitations", $"/collaborators/{member.Id}", "/company",
            "/applications", $"/applications/{application}", "/notifications", "/notifications/messages", "/webhooks", $"/webhooks/{hook}",
            "/me", "/me/password", "/me/sessions", "/me/second-factor", "/me/personal-data", "/me/notifications",
        ];
        await Task.WhenAll(pages.Chunk(pages.Length / 2 + 1).Select(half =>
            browser.Visit(page => ShouldAllBeForEverybody(page, half, colors), signedInAs: user, width: width, colors: colors)));
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public Task Every_page_for_visitors_can_be_read_and_used(int width, ColorScheme colors) => browser.Visit(
        page => ShouldAllBeForEverybody(page, ["/sign-in", "/join", "/apply", "/forgotten-password", "/invitation?token=none", "/order-lookup", "/sign-in/organisation", "/help"], colors), width: width, colors: colors);

    [Fact]
    public Task A_page_that_is_not_for_everybody_is_found() => browser.Visit(async page =>
    {
        await page.SetContentAsync("<p style='color:#ccc'>Faint <img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></p>");
        var (rules, contrast) = (await Assert.ThrowsAsync<ShouldAssertException>(page.ShouldBeAccessible), await Assert.ThrowsAsync<ShouldAssertException>(page.ShouldHaveContrast));
        foreach (var rule in (string[])["document-title", "html-has-lang", "image-alt", "landmark-one-main", "page-has-heading-one", "region"])
            rules.Message.ShouldContain($"{rule}: ");
        contrast.Message.ShouldContain("color-contrast: ");
    });

    private static async Task ShouldAllBeForEverybody(IPage page, IEnumerable<string> paths, ColorScheme colors)
    {
        var faults = new List<string>();
        foreach (var path in paths)
        {
            var answer = await page.GotoAsync(path);
            if (!answer!.Ok) faults.Add($"{path}: {answer.Status}");
            try
            {
                await (colors == ColorScheme.Dark ? page.ShouldHaveContrast() : page.ShouldBeAccessible());
                await page.ShouldNotScrollSideways();
            }
            catch (ShouldAssertException fault)
            {
                faults.Add(fault.Message);
            }
        }

        faults.ShouldBeEmpty();
    }
}
