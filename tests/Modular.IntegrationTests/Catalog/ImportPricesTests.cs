using System.Text;

namespace Modular.IntegrationTests.Catalog;

public sealed class ImportPricesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_price_file_adds_its_products_and_a_second_time_changes_nothing()
    {
        var staff = await portal.NewStaff();
        var csv = await PriceUpload.Made(PriceUpload.NewPrefix(), 500);

        var first = await staff.Import(csv, "?fileName=prices.csv");
        first.Status.ShouldBe(201, first.Text);
        first.Counts().ShouldBe((500, 0, 0, 0));
        (first["state"].GetString(), first["rows"].GetInt32(), first["fileName"].GetString()).ShouldBe(("done", 500, "prices.csv"));
        first.Location.ShouldBe($"/api/catalog/imports/{first.Id}");
        (await staff.Get(first.Location!)).Counts().ShouldBe((500, 0, 0, 0));

        (await staff.Import(csv)).Counts().ShouldBe((0, 0, 500, 0));
        var trail = await staff.Get("/api/audit?action=catalog.prices_imported");
        var row = trail["items"].EnumerateArray().ShouldHaveSingleItem();
        (row.GetProperty("subject").GetString(), row.GetProperty("after").GetProperty("added").GetInt32()).ShouldBe(($"import/{first.Id}", 500));
        row.GetProperty("userId").GetGuid().ShouldBe((await staff.Get("/api/me")).Id);
    }

    [Fact]
    public async Task Only_what_differs_is_changed()
    {
        var staff = await portal.NewStaff();
        var prefix = PriceUpload.NewPrefix();
        await staff.ImportRows(PriceUpload.Row(prefix + "A"), PriceUpload.Row(prefix + "B"), PriceUpload.Row(prefix + "C"), PriceUpload.Row(prefix + "D"));

        var second = await staff.ImportRows(
            PriceUpload.Row(prefix + "A", price: 101), PriceUpload.Row(prefix + "B", miami: 6), PriceUpload.Row(prefix + "C"), PriceUpload.Row(prefix + "E"));

        second.Counts().ShouldBe((1, 2, 1, 0));
        (await staff.Get($"/api/products/{prefix}A"))["retailPrice"].GetDecimal().ShouldBe(101);
        (await staff.Get($"/api/products/{prefix}B"))["available"].GetInt32().ShouldBe(6);
        // What a file does not mention stays.
        (await staff.Get($"/api/products/{prefix}D")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_bad_row_is_reported_and_holds_nobody_back()
    {
        var staff = await portal.NewStaff();
        var prefix = PriceUpload.NewPrefix();
        var import = await staff.ImportRows(
            PriceUpload.Row(prefix + "A"),
            PriceUpload.Row(prefix + "B", upc: "036000291453"),
            PriceUpload.Row(prefix + "C", price: -1, currency: "US"),
            prefix + "D,too,short",
            PriceUpload.Row(prefix.ToLowerInvariant() + "a", price: 7),
            PriceUpload.Row(prefix + "E"));

        import.Status.ShouldBe(201, import.Text);
        import.Counts().ShouldBe((2, 0, 0, 4));
        var errors = await staff.Get(import.Location + "/errors");
        errors["total"].GetInt32().ShouldBe(5);
        errors["items"].EnumerateArray().Select(e => (e.GetProperty("line").GetInt32(), e.GetProperty("column").GetString(), e.GetProperty("code").GetString()))
            .ShouldBe(
            [
                (3, "upc", "catalog.import_check_digit"),
                (4, "currency", "catalog.import_not_a_currency"),
                (4, "retail_price", "catalog.import_negative"),
                (5, "", "catalog.import_cells_missing"),
                (6, "sku", "catalog.import_sku_repeated"),
            ]);
        errors["items"][0].GetProperty("value").GetString().ShouldBe("036000291453");
        errors["items"][4].GetProperty("message").GetString().ShouldBe("This SKU is in line 2 already; that line counts.");
        // The first line of a repeated SKU counts.
        (await staff.Get($"/api/products/{prefix}A"))["retailPrice"].GetDecimal().ShouldBe(100);
        (await staff.Get(import.Location + "/errors?size=2&page=2"))["items"].GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_rehearsal_tells_what_would_change_and_changes_nothing()
    {
        var staff = await portal.NewStaff();
        var prefix = PriceUpload.NewPrefix();
        await staff.ImportRows(PriceUpload.Row(prefix + "A"));

        var csv = string.Join('\n', PriceUpload.Header, PriceUpload.Row(prefix + "A", price: 1), PriceUpload.Row(prefix + "B"), PriceUpload.Row(prefix + "B"));
        var rehearsal = await staff.Import(csv, "?dryRun=true");

        rehearsal.Status.ShouldBe(201, rehearsal.Text);
        rehearsal.Counts().ShouldBe((1, 1, 0, 1));
        rehearsal["dryRun"].GetBoolean().ShouldBeTrue();
        (await staff.Get(rehearsal.Location + "/errors"))["total"].GetInt32().ShouldBe(1);
        (await staff.Get($"/api/products/{prefix}A"))["retailPrice"].GetDecimal().ShouldBe(100);
        (await staff.Get($"/api/products/{prefix}B")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_missing_column_is_named()
    {
        var staff = await portal.NewStaff();
        var refused = await staff.Import("sku,vendor\nA,B\n");
        (refused.Status, refused.Code).ShouldBe((400, "catalog.import_column_missing"));
        refused["detail"].GetString()!.ShouldContain("vendor_part_number, description, category, retail_price, currency");
    }

    [Fact]
    public async Task A_file_of_a_spreadsheet_in_latin_1_with_semicolons_is_understood()
    {
        var staff = await portal.NewStaff();
        var prefix = PriceUpload.NewPrefix();
        var csv = $"SKU;Vendor Part Number;Vendor;Description;Category;Retail Price;Currency\r\n{prefix};P-9;Solarés;Cámara niño;Tests;1234,50;USD\r\n";
        var content = new ByteArrayContent(Encoding.Latin1.GetBytes(csv));
        content.Headers.ContentType = new("text/csv");

        (await staff.Post("/api/catalog/imports", content)).Counts().ShouldBe((1, 0, 0, 0));

        var product = await staff.Get($"/api/products/{prefix}");
        (product["vendor"].GetString(), product["description"].GetString(), product["retailPrice"].GetDecimal()).ShouldBe(("Solarés", "Cámara niño", 1234.50m));
    }

    [Fact]
    public async Task Only_the_distributors_staff_import()
    {
        var csv = PriceUpload.Header + "\n";
        var reseller = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await reseller.Import(csv)).Status.ShouldBe(403);
        (await reseller.Get("/api/catalog/imports")).Status.ShouldBe(403);
        (await portal.Anonymous.Import(csv)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task What_is_no_csv_and_what_is_no_import_have_their_own_answers()
    {
        var staff = await portal.NewStaff();
        (await staff.Import("{}", type: "application/json")).Status.ShouldBe(415);
        var empty = await staff.Import("");
        (empty.Status, empty.Code).ShouldBe((400, "catalog.import_empty_file"));
        (await staff.Import(new string('x', 300_000))).Code.ShouldBe("catalog.import_unreadable");
        (await staff.Get($"/api/catalog/imports/{Guid.NewGuid()}")).Code.ShouldBe("catalog.import_unknown");
        (await staff.Get($"/api/catalog/imports/{Guid.NewGuid()}/errors")).Status.ShouldBe(404);
        (await staff.Get("/api/catalog/imports?sort=colour")).Fields.ShouldBe(["sort"]);
    }

    [Fact]
    public async Task Imports_are_listed_with_the_latest_first()
    {
        var staff = await portal.NewStaff();
        var import = await staff.ImportRows(PriceUpload.Row(PriceUpload.NewPrefix()));
        var list = await staff.Get("/api/catalog/imports?size=50");
        list["items"].EnumerateArray().Select(i => i.GetProperty("id").GetGuid()).ShouldContain(import.Id);
        list["items"].EnumerateArray().Select(i => i.GetProperty("startedAt").GetDateTime()).ShouldBeInOrder(SortDirection.Descending);
    }
}
