namespace Modular.IntegrationTests.Baskets;

public sealed class ListBasketsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Mine_are_private_and_public_ones_I_made_and_the_companys_all_shared_and_others_public_ones()
    {
        var team = await Team.Meet(portal.Portal);
        foreach (var visibility in new[] { "private", "public", "shared" })
        {
            await team.Ana.NewBasket(visibility, $"Ana's {visibility}");
            await team.Bruno.NewBasket(visibility, $"Bruno's {visibility}");
            await team.Stranger.NewBasket(visibility, $"A stranger's {visibility}");
        }

        (await Names(team.Ana, "")).ShouldBe(["Ana's private", "Ana's public"]);
        (await Names(team.Ana, "view=mine")).ShouldBe(["Ana's private", "Ana's public"]);
        (await Names(team.Ana, "view=company")).ShouldBe(["Ana's shared", "Bruno's public", "Bruno's shared"]);
        (await Names(team.Carla, "view=company")).ShouldBe(["Ana's public", "Ana's shared", "Bruno's public", "Bruno's shared"]);
        (await Names(team.Carla, "view=mine")).ShouldBeEmpty();
        (await portal.Anonymous.Get("/api/baskets")).ShouldBeRefused(401, "request.sign_in_first");
    }

    [Fact]
    public async Task A_list_tells_totals_and_is_searched_filtered_sorted_and_paged()
    {
        var team = await Team.Meet(portal.Portal);
        foreach (var name in new[] { "Cables", "apples", "100% wool", "Boxes" })
        {
            var basket = await team.Ana.NewBasket(name == "Boxes" ? "public" : "private", name);
            await team.Ana.Added(basket, Goods.Sku(0), 2);
            await team.Ana.Added(basket, Goods.Sku(4), 1);
        }

        var first = (await team.Ana.Get("/api/baskets?sort=name&size=1"))["items"][0];
        (first.GetProperty("lineCount").GetInt32(), first.GetProperty("units").GetInt32(), first.GetProperty("total").GetDecimal(), first.GetProperty("currency").GetString())
            .ShouldBe((2, 3, 31, "USD"));
        (await Names(team.Ana, "sort=name")).ShouldBe(["100% wool", "apples", "Boxes", "Cables"]);
        (await Names(team.Ana, "sort=-name&size=2&page=2")).ShouldBe(["apples", "100% wool"]);
        (await Names(team.Ana, "sort=-changedAt")).ShouldBe(["Boxes", "100% wool", "apples", "Cables"]);
        (await Names(team.Ana, "q=0%25")).ShouldBe(["100% wool"]);
        (await Names(team.Ana, "q=_")).ShouldBeEmpty();
        (await Names(team.Ana, "visibility=public")).ShouldBe(["Boxes"]);
        (await Names(team.Ana, "status=ordered")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("view=others", "view")]
    [InlineData("visibility=secret", "visibility")]
    [InlineData("status=deleted", "status")]
    [InlineData("sort=price", "sort")]
    [InlineData("page=0", "page")]
    [InlineData("page=-1", "page")]
    [InlineData("size=101", "size")]
    [InlineData("size=0", "size")]
    [InlineData("q=%00", "q")]
    public async Task A_question_that_makes_no_sense_is_refused(string query, string field) =>
        (await (await Team.Meet(portal.Portal)).Ana.Get($"/api/baskets?{query}")).ShouldBeRefused(400, "request.invalid", field);

    [Theory]
    [InlineData("page=two", "page")]
    [InlineData("size=99999999999", "size")]
    public async Task A_number_that_is_none_is_refused(string query, string field) =>
        (await (await Team.Meet(portal.Portal)).Ana.Get($"/api/baskets?{query}")).ShouldBeRefused(400, "request.value_unreadable", field);

    private static async Task<string[]> Names(Api api, string query)
    {
        var list = await api.Get($"/api/baskets?{(query.Contains("sort", StringComparison.Ordinal) ? query : query + "&sort=name")}");
        list.Status.ShouldBe(200, list.Text);
        return [.. list["items"].EnumerateArray().Select(i => i.GetProperty("name").GetString()!)];
    }
}
