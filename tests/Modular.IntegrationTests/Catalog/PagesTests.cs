using System.Net.Http.Headers;
using System.Text;

namespace Modular.IntegrationTests.Catalog;

/// <summary>The catalog's pages without JavaScript.</summary>
public sealed class PagesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_buyer_finds_a_product_and_adds_it_from_its_page()
    {
        var staff = await portal.NewStaff();
        var own = PriceUpload.NewPrefix();
        await staff.ImportRows(
            PriceUpload.Row(own + "1", description: "Findable <thing>"), PriceUpload.Row(own + "2", description: "Locked thing", certification: "NET-EXPERT"));
        var user = await (await portal.NewAccount()).NewUser("baskets.edit");
        using var browser = new Browser(portal.Portal, await user.SignIn());

        var found = await browser.Open($"/products?q={own}&sort=sku");
        found.Status.ShouldBe(200);
        found.Html.ShouldContain($"href=\"/products/{own}1\"");
        found.Text.ShouldContain("Findable <thing>");
        found.Text.ShouldContain("Needs the certification NET-EXPERT");
        // One form for the product that may be bought, none for the other.
        found.Html.Split("action=\"/baskets/add\"").Length.ShouldBe(2);

        var product = await browser.Open($"/products/{own}1");
        product.Text.ShouldContain("Retail price");
        product.Html.ShouldContain("name=\"sku\" value=\"" + own + "1\"");
        (await browser.Open($"/products/{own}2")).Text.ShouldContain("Your account lacks the certification NET-EXPERT");
        (await browser.Open("/products/NO-SUCH")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_visitor_may_look_and_is_asked_to_sign_in()
    {
        var staff = await portal.NewStaff();
        var sku = PriceUpload.NewPrefix();
        await staff.ImportRows(PriceUpload.Row(sku));
        var page = await portal.Anonymous.Get($"/products/{sku}", ("Accept-Language", "es"));
        page.Status.ShouldBe(200);
        page.Text.ShouldContain("para ver su propio precio");
        page.Text.ShouldNotContain("/baskets/add");
        (await portal.Anonymous.Get($"/products/suggestions?code={sku[..6]}")).Text.ShouldContain($"<option value=\"{sku}\">");
    }

    [Fact]
    public async Task Staff_upload_a_price_file_and_follow_it_to_its_end()
    {
        var staff = await portal.NewStaff();
        var own = PriceUpload.NewPrefix();
        using var browser = new Browser(portal.Portal, staff);
        var page = await browser.Open("/catalog/imports");

        // More than any other request may send.
        var csv = await PriceUpload.Made(own, 8_000) + "X,Y,Z\n";
        csv.Length.ShouldBeGreaterThan(1024 * 1024);
        var uploaded = await Upload(browser, page, csv);

        uploaded.Status.ShouldBe(302, uploaded.Text);
        var import = "";
        for (var tries = 0; tries < 300 && !import.Contains("Done", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(100);
            import = (await browser.Open(uploaded.Location!)).Text;
        }

        import.ShouldContain("Done");
        import.ShouldContain("8,001");
        import.ShouldContain("The line has 3 cells, the header 24.");

        var refused = await Upload(browser, page, "sku;vendor\n");
        refused.Location.ShouldBe("/catalog/imports");
        (await browser.Open("/catalog/imports")).Text.ShouldContain("The file lacks the column vendor_part_number");
    }

    [Fact]
    public async Task Staff_write_a_price_list_and_keep_what_they_typed_when_it_is_refused()
    {
        using var browser = new Browser(portal.Portal, await portal.NewStaff());
        var code = PriceUpload.NewPrefix();
        var page = await browser.Open("/catalog/price-lists/new");

        var refused = await browser.Submit(page, "price-list", ("code", code), ("name", "Spring"), ("sku", ""), ("vendor", "Aurelink"), ("category", ""), ("steps", "ten"));
        refused.Text.ShouldContain("Rule 1: write the steps as");
        refused.Html.ShouldContain("value=\"Aurelink\"");

        var saved = await browser.Submit(page, "price-list", ("code", code), ("name", "Spring"), ("sku", ""), ("vendor", "Aurelink"), ("category", ""), ("steps", "1: 10 %; 5: 12,5 %"));
        saved.Location.ShouldBe($"/catalog/price-lists/{code}");
        var list = await browser.Open(saved.Location!);
        list.Html.ShouldContain("value=\"1: 10 %; 5: 12.5 %\"");
        (await browser.Open("/catalog/price-lists?size=100")).Text.ShouldContain(code);
    }

    [Fact]
    public async Task The_staffs_pages_are_closed_to_resellers()
    {
        using var browser = new Browser(portal.Portal, await (await (await portal.NewAccount()).NewAdministrator()).SignIn());
        foreach (var path in new[] { "/catalog/imports", "/catalog/price-lists", "/catalog/price-lists/new" }) (await browser.Open(path)).Status.ShouldBe(403, path);
    }

    private static async Task<Browser.Page> Upload(Browser browser, Browser.Page page, string csv)
    {
        using var content = new MultipartFormDataContent();
        var token = System.Text.RegularExpressions.Regex.Match(page.Html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        content.Add(new StringContent(token), "__RequestVerificationToken");
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        content.Add(file, "file", "prices.csv");
        return await browser.Post("/catalog/imports/upload", content);
    }
}
