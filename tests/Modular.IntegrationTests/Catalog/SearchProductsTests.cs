using System.Text.Json;

namespace Modular.IntegrationTests.Catalog;

public sealed class SearchProductsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Products_are_found_by_words_in_any_order_without_case_and_accents()
    {
        var (staff, own) = await Shelf();
        await Finds(staff, $"{own} CAMARA domo", "1");
        await Finds(staff, $"domo cámara {own}", "1");
        await Finds(staff, $"{own} solares", "1", "2");
        await Finds(staff, $"{own} vigilancia", "1", "2");
        await Finds(staff, $"{own} cam", "1", "2");
        await Finds(staff, $"{own} domo bullet");
    }

    [Fact]
    public async Task A_code_is_found_whole_in_part_and_without_its_punctuation()
    {
        var (staff, own) = await Shelf();
        await Finds(staff, own + "-1", "1");
        await Finds(staff, $"XY-{own}-77", "3");
        await Finds(staff, $"XY-{own}-7", "3");
        await Finds(staff, $"xy{own}77", "3");
        await Finds(staff, (await staff.Get($"/api/products/{own}-2"))["upc"].GetString()!, "2");
    }

    [Fact]
    public async Task What_is_named_exactly_comes_first()
    {
        var staff = await portal.NewStaff();
        var own = PriceUpload.NewPrefix();
        await staff.ImportRows(
            PriceUpload.Row(own + "9", description: $"Case for {own} {own} {own}"), PriceUpload.Row(own, description: "The thing itself"));
        (await Skus(staff, $"q={own}")).First().ShouldBe(own);
    }

    [Fact]
    public async Task A_mistyped_word_finds_what_was_meant_and_says_so()
    {
        var (staff, own) = await Shelf();
        var found = await staff.Get($"/api/products?q={own}+vigilnacia+camra");
        found["total"].GetInt32().ShouldBe(2);
        found["searchedFor"].GetString()!.ShouldContain("vigilancia");
        (await staff.Get($"/api/products?q={own}+vigilancia"))["searchedFor"].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Filters_narrow_and_facets_count()
    {
        var (staff, own) = await Shelf();
        var all = await staff.Get($"/api/products?q={own}");
        all["total"].GetInt32().ShouldBe(4);
        all["totalIsExact"].GetBoolean().ShouldBeTrue();
        Facet(all, "vendors").ShouldBe([("Solarés", 2), ($"Fjord {own}", 2)], ignoreOrder: true);
        Facet(all, "categories").ShouldBe([($"Kit {own}", 4)]);

        await Found(staff, $"q={own}&" + $"category=Kit+{own}+%3E+Red", ["3", "4"]);
        await Found(staff, $"q={own}&" + $"category=kit+{own.ToLowerInvariant()}", ["1", "2", "3", "4"]);
        await Found(staff, $"q={own}&" + "vendor=SOLARES", ["1", "2"]);
        await Found(staff, $"q={own}&" + "inStock=true", ["1", "3"]);

        // Without words the counts come from the shelf as a whole.
        var shelf = await staff.Get($"/api/products?category=Kit+{own}");
        shelf["total"].GetInt32().ShouldBe(4);
        Facet(shelf, "categories").ShouldBe([($"Kit {own} > Red", 2), ($"Kit {own} > Vigilancia", 2)], ignoreOrder: true);
    }

    [Theory]
    [InlineData("name", "3,4,2,1")]
    [InlineData("-name", "1,2,4,3")]
    [InlineData("price", "4,1,3,2")]
    [InlineData("-price", "2,3,1,4")]
    [InlineData("sku", "1,2,3,4")]
    [InlineData("-sku", "4,3,2,1")]
    public async Task The_list_is_sorted_as_asked(string sort, string expected)
    {
        var (staff, own) = await Shelf();
        string.Join(',', (await Skus(staff, $"q={own}&sort={sort}")).Select(s => s[^1])).ShouldBe(expected);
        string.Join(',', (await Skus(staff, $"category=Kit+{own}&sort={sort}")).Select(s => s[^1])).ShouldBe(expected);
        string.Join(',', (await Skus(staff, $"q={own}&sort={sort}&page=2&size=3")).Select(s => s[^1])).ShouldBe(expected[^1..]);
    }

    [Fact]
    public async Task A_buyers_list_is_sorted_by_the_buyers_own_prices()
    {
        var (staff, own) = await Shelf();
        var account = await portal.NewAccount();
        var list = PriceUpload.NewPrefix();
        (await staff.Put($"/api/catalog/price-lists/{list}", new
        {
            name = list, accounts = new[] { account.Id }, rules = new[] { new { sku = own + "-2", steps = new[] { new { from = 1, percentOff = 99 } } } },
        })).Status.ShouldBe(201);
        var buyer = await (await account.NewUser()).SignIn();
        (await Skus(buyer, $"q={own}&sort=price")).First().ShouldBe(own + "-2");
        (await Skus(buyer, $"category=Kit+{own}&sort=price")).First().ShouldBe(own + "-2");
    }

    [Fact]
    public async Task Every_order_can_be_asked_for_with_and_without_words()
    {
        foreach (var sort in new[] { "relevance", "-relevance", "name", "-name", "price", "-price", "sku", "-sku" })
        {
            foreach (var query in new[] { "", "&q=thing", "&inStock=true", "&q=thing&inStock=true&vendor=Testor" })
                (await portal.Anonymous.Get($"/api/products?sort={sort}{query}")).Status.ShouldBe(200, sort + query);
        }
    }

    [Theory]
    [InlineData("sort=colour", "sort")]
    [InlineData("size=0", "size")]
    [InlineData("size=101", "size")]
    [InlineData("page=0", "page")]
    [InlineData("page=x", "page")]
    [InlineData("q=a%00b", "q")]
    public async Task A_question_that_cannot_be_answered_names_its_field(string query, string field)
    {
        var refused = await portal.Anonymous.Get("/api/products?" + query);
        (refused.Status, refused.Fields.Single()).ShouldBe((400, field));
    }

    [Theory]
    [InlineData("'; DROP TABLE catalog.products; --")]
    [InlineData("a & b | !c:* <-> (")]
    [InlineData("\\ ' \" %_")]
    [InlineData("ﷺ 🦙 漢字")]
    public async Task Whatever_is_typed_is_only_words(string typed) =>
        (await portal.Anonymous.Get("/api/products?q=" + Uri.EscapeDataString(typed))).Status.ShouldBe(200);

    [Fact]
    public async Task What_is_typed_so_far_brings_suggestions()
    {
        var (staff, own) = await Shelf();
        async Task<string[]> Suggested(string typed) =>
            [.. (await staff.Get("/api/products/suggestions?q=" + Uri.EscapeDataString(typed)))["items"].EnumerateArray().Select(s => s.GetProperty("sku").GetString()![^1..])];
        (await Suggested(own.ToLowerInvariant())).ShouldBe(["1", "2", "3", "4"]);
        (await Suggested("xy-" + own)).ShouldBe(["3"]);
        (await Suggested($"{own} domo")).ShouldBe(["1"]);
        (await Suggested("")).ShouldBeEmpty();
    }

    private async Task<(Api Staff, string Own)> Shelf()
    {
        var staff = await portal.NewStaff();
        var own = PriceUpload.NewPrefix();
        var upc = new Random().NextInt64(10_000_000_000, 99_999_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture);
        (await staff.ImportRows(
            PriceUpload.Row(own + "-1", "Z Cámara domo", 20, "Solarés", $"Kit {own} > Vigilancia"),
            PriceUpload.Row(own + "-2", "Q cámara bullet", 40, "Solarés", $"Kit {own} > Vigilancia", miami: 0, upc: Modular.Simulation.Prices.CheckDigits.WithCheckDigit(upc)),
            PriceUpload.Row(own + "-3", "árbol de red", 30, $"Fjord {own}", $"Kit {own} > Red", miami: 0, santiago: 3, part: $"XY-{own}-77"),
            PriceUpload.Row(own + "-4", "Bridge", 10, $"Fjord {own}", $"Kit {own} > Red", miami: 0))).Counts().ShouldBe((4, 0, 0, 0));
        return (staff, own);
    }

    private static async Task<string[]> Skus(Api api, string query)
    {
        var answer = await api.Get("/api/products?" + query);
        answer.Status.ShouldBe(200, answer.Text);
        return [.. answer["items"].EnumerateArray().Select(i => i.GetProperty("sku").GetString()!)];
    }

    private static Task Finds(Api api, string words, params string[] numbers) => Found(api, "q=" + Uri.EscapeDataString(words), numbers);

    private static async Task Found(Api api, string query, string[] numbers) =>
        (await Skus(api, query)).Select(s => s[^1..]).ShouldBe(numbers, ignoreOrder: true, query);

    private static IEnumerable<(string, int)> Facet(Answer answer, string name) =>
        answer["facets"].GetProperty(name).EnumerateArray().Select(f => (f.GetProperty("value").GetString()!, f.GetProperty("count").GetInt32()));
}
