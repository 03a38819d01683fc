using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Catalog;

namespace Modular.IntegrationTests.Platform;

/// <summary>Lists as files: all that the filters leave, in the list's order.</summary>
public sealed class ListDownloadsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Products_are_downloaded_as_found_at_the_prices_of_the_one_who_asks()
    {
        var staff = await portal.NewStaff();
        var own = PriceUpload.NewPrefix();
        await staff.ImportRows(
            [.. Enumerable.Range(0, 1_200).Select(i => PriceUpload.Row($"{own}{i:0000}", price: 100 + i, vendor: i % 2 == 0 ? "Even" + own : "Odd" + own))]);
        var (account, other) = (await portal.NewAccount(), await (await (await portal.NewAccount()).NewUser()).SignIn());
        (await staff.Put($"/api/catalog/price-lists/{own}", new
        {
            name = "Half", rules = new[] { new { vendor = "Even" + own, steps = new[] { new { from = 1, percentOff = 50 } } } }, accounts = new[] { account.Id },
        })).Status.ShouldBeOneOf(200, 201);
        var api = await (await account.NewUser()).SignIn();

        var all = Lines(await api.Get($"/api/products/export?q={own}&sort=-sku&format=csv"));
        all.Length.ShouldBe(1_201);
        all[0].ShouldBe("SKU,Part number,Vendor,UPC/EAN,Product,Category,Available units,Currency,Price,Retail price,Required certification");
        all[1].ShouldStartWith($"{own}1199,");
        all[2].ShouldEndWith(",USD,649.00,1298.00,");
        var odd = Lines(await api.Get($"/api/products/export?q={own}&vendor=Odd{own}&format=csv"));
        odd.Length.ShouldBe(601);
        odd.Skip(1).ShouldAllBe(line => line.Contains("Odd" + own));
        // In the order of the account's own prices, as the list is.
        var listed = (await api.Get($"/api/products?q={own}&sort=price&size=100"))["items"].EnumerateArray().Select(p => p.GetProperty("sku").GetString());
        Lines(await api.Get($"/api/products/export?q={own}&sort=price&format=csv")).Skip(1).Take(100).Select(line => line.Split(',')[0]).ShouldBe(listed);
        Lines(await other.Get($"/api/products/export?q={own}&sort=-sku&format=csv"))[2].ShouldEndWith(",USD,1298.00,1298.00,");

        (await portal.Anonymous.Get("/api/products/export?format=csv")).ShouldBeRefused(401, "request.sign_in_first");
        (await api.Get("/api/products/export?format=pdf")).ShouldBeRefused(400, "request.invalid", "format");
        (await api.Get("/api/products/export?format=csv&sort=weight")).ShouldBeRefused(400, "request.invalid", "sort");
    }

    [Fact]
    public async Task Baskets_are_downloaded_by_those_who_see_them()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared", "Branch; office");
        await team.Bruno.Added(basket, Goods.Sku(0), 3);
        await team.Ana.NewBasket("private", "Own");

        var company = Lines(await team.Bruno.Get("/api/baskets/export?view=company&format=csv"));
        company.Length.ShouldBe(2);
        company[1].ShouldStartWith("Branch; office,Shared,");
        company[1].ShouldContain(",1,3,USD," + (3 * Goods.Price(0)).ToString("0.00", CultureInfo.InvariantCulture) + ",");
        Lines(await team.Bruno.Get("/api/baskets/export?format=csv")).Length.ShouldBe(1);
        Lines(await team.Stranger.Get("/api/baskets/export?view=company&format=csv")).Length.ShouldBe(1);
        using var browser = new Browser(portal.Portal, team.Ana);
        (await browser.Open("/baskets?q=own&sort=name")).Html.ShouldContain("href=\"/baskets/download?q=own&amp;sort=name&amp;format=csv\"");
        (await browser.Open("/baskets/download?q=own&format=csv")).Html.Split('\n').Length.ShouldBe(3);
        (await team.Ana.Get("/api/baskets/export?format=csv&view=theirs")).ShouldBeRefused(400, "request.invalid", "view");
    }

    [Fact]
    public async Task Imports_and_what_was_wrong_in_them_are_downloaded_for_the_vendor()
    {
        var staff = await portal.NewStaff();
        var own = PriceUpload.NewPrefix();
        var import = await staff.ImportRows(
        [
            PriceUpload.Row(own + "1"), PriceUpload.Row(own + "2", price: -1), .. Enumerable.Range(0, 300).Select(i => $"{own}X{i},Y,Z"),
        ]);
        var id = import.Id;

        var errors = Lines(await staff.Get($"/api/catalog/imports/{id}/errors/export?format=csv"));
        errors[0].ShouldBe("Line,Column,What stands there,Reason,Code");
        errors.Length.ShouldBe(1 + (await staff.Get($"/api/catalog/imports/{id}/errors"))["total"].GetInt32());
        errors[1].ShouldStartWith("3,retail_price,'-1,");
        using var xlsx = new MemoryStream(await staff.Http.GetByteArrayAsync($"/api/catalog/imports/{id}/errors/export?format=xlsx"));
        using (var document = SpreadsheetDocument.Open(xlsx, isEditable: false))
            document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Count().ShouldBe(errors.Length);

        Lines(await staff.Get("/api/catalog/imports/export?format=csv")).ShouldContain(line => line.Contains(",302,1,0,0,301,"));
        (await staff.Get($"/api/catalog/imports/{Guid.NewGuid()}/errors/export?format=csv")).ShouldBeRefused(404, "catalog.import_unknown");
        var buyer = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await buyer.Get($"/api/catalog/imports/{id}/errors/export?format=csv")).ShouldBeRefused(403, "request.privilege_missing");
    }

    private static string[] Lines(Answer file)
    {
        file.Status.ShouldBe(200, file.Text);
        file.Headers["Content-Disposition"].ShouldContain(".csv");
        return file.Text.TrimStart('\uFEFF').TrimEnd('\r', '\n').Split("\r\n");
    }
}
