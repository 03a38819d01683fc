using System.Text.Json;

namespace Modular.IntegrationTests.Baskets;

/// <summary>Several baskets at once, selected in a list.</summary>
public sealed class DeleteBasketsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Each_is_deleted_by_its_own_rules_and_the_others_are_told_by_name_and_reason()
    {
        var team = await Team.Meet(portal.Portal);
        var (own, stale, unseen) = (await team.Ana.NewBasket(name: "Own"), await team.Ana.NewBasket("shared", "Stale"), await team.Ana.NewBasket("shared", "Unseen"));
        await team.Bruno.Added(stale, Goods.Sku(0));
        var (open, theirs, foreign) =
            (await team.Bruno.NewBasket("public", "Template"), await team.Bruno.NewBasket(name: "Bruno's"), await team.Stranger.NewBasket("public", "Foreign"));

        var answer = await team.Ana.Post("/api/baskets/deletion", new
        {
            baskets = new object[]
            {
                new { id = own }, new { id = stale, version = 1 }, new { id = unseen }, new { id = open }, new { id = theirs }, new { id = foreign }, new { id = own },
            },
        });

        answer.Status.ShouldBe(200, answer.Text);
        answer["deleted"].EnumerateArray().Select(Name).ShouldBe(["Own"]);
        answer["refused"].EnumerateArray().Select(r => (Name(r), r.GetProperty("code").GetString())).ShouldBe(
        [
            ("Stale", "baskets.changed"), ("Unseen", "baskets.version_required"), ("Template", "baskets.public_read_only"),
            (null, "baskets.unknown"), (null, "baskets.unknown"),
        ]);
        answer.Text.ShouldNotContain("Bruno");
        answer.Text.ShouldNotContain("Foreign");
        (await team.Ana.Get($"/api/baskets/{own}")).Status.ShouldBe(404);
        foreach (var (api, kept) in new[] { (team.Ana, stale), (team.Ana, unseen), (team.Bruno, open), (team.Bruno, theirs), (team.Stranger, foreign) }) await api.See(kept);
    }

    [Fact]
    public async Task All_of_them_are_restored_but_those_that_cannot_be()
    {
        var team = await Team.Meet(portal.Portal);
        var (first, second, kept) = (await team.Ana.NewBasket(), await team.Ana.NewBasket("shared"), await team.Ana.NewBasket());
        await team.Ana.Post("/api/baskets/deletion", new { baskets = new object[] { new { id = first }, new { id = second, version = 1 } } });

        var answer = await team.Ana.Post("/api/baskets/restoration", new { baskets = new[] { first, second, kept } });

        answer["restored"].EnumerateArray().Select(id => id.GetGuid()).ShouldBe([first, second]);
        answer["refused"].EnumerateArray().ShouldHaveSingleItem().GetProperty("code").GetString().ShouldBe("baskets.nothing_to_restore");
        await team.Ana.See(first);
        await team.Bruno.See(second);
        (await team.Stranger.Post("/api/baskets/restoration", new { baskets = new[] { first } }))["refused"][0].GetProperty("code").GetString().ShouldBe("baskets.unknown");
    }

    [Fact]
    public async Task None_or_too_many_are_refused()
    {
        var team = await Team.Meet(portal.Portal);
        foreach (var door in new[] { "deletion", "restoration" })
        {
            (await team.Ana.Post($"/api/baskets/{door}", new { })).ShouldBeRefused(400, "request.invalid", "baskets");
            (await team.Ana.Post($"/api/baskets/{door}", new { baskets = Array.Empty<object>() })).ShouldBeRefused(400, "request.invalid", "baskets");
        }

        var many = Enumerable.Range(0, 101).Select(_ => Guid.NewGuid()).ToArray();
        (await team.Ana.Post("/api/baskets/deletion", new { baskets = many.Select(id => new { id }) })).ShouldBeRefused(400, "request.invalid", "baskets");
        (await team.Ana.Post("/api/baskets/restoration", new { baskets = many })).ShouldBeRefused(400, "request.invalid", "baskets");
        (await team.Carla.Post("/api/baskets/deletion", new { baskets = new[] { new { id = many[0] } } })).ShouldBeRefused(403, "request.privilege_missing");
    }

    [Fact]
    public async Task The_list_deletes_what_is_ticked_and_its_toast_brings_a_hundred_back()
    {
        var team = await Team.Meet(portal.Portal);
        var baskets = await Task.WhenAll(Enumerable.Range(0, 98).Select(i => team.Ana.NewBasket(name: $"Basket {i}")));
        var (shared, ordered) = (await team.Ana.NewBasket("shared", "Together"), await team.Ana.NewBasket("shared", "Touched"));
        await team.Bruno.Added(ordered, Goods.Sku(0));
        using var browser = new Browser(portal.Portal, team.Ana);
        var page = await browser.Open("/baskets?size=100");
        page.Html.Split("name=\"basket\"").Length.ShouldBe(99);

        (await browser.Send("/baskets/deletion", page.Form("/baskets/deletion"))).Location.ShouldBe("/baskets?size=100");
        (await browser.Open("/baskets")).Text.ShouldContain("Nothing was selected.");
        var sent = await browser.Send("/baskets/deletion", page.Form("/baskets/deletion")
            .Concat(baskets.Select(id => ("basket", $"{id}:1"))).Append(("basket", $"{shared}:1")).Append(("basket", $"{ordered}:1")));

        sent.Location.ShouldBe("/baskets?size=100");
        var toast = await browser.Open("/baskets");
        toast.Text.ShouldContain("99 baskets deleted. Touched: Somebody has changed this basket");
        (await Total(team.Ana)).ShouldBe(0);
        var undo = System.Text.RegularExpressions.Regex.Match(toast.Html, "action=\"(/baskets/restoration[^\"]*)\"").Groups[1].Value;
        (await browser.Send(undo, toast.Form(undo))).Location.ShouldBe("/baskets");
        (await browser.Open("/baskets")).Text.ShouldContain("Baskets restored: 99.");
        (await Total(team.Ana)).ShouldBe(98);
    }

    [Fact]
    public async Task Only_what_one_may_delete_can_be_ticked()
    {
        var team = await Team.Meet(portal.Portal);
        await team.Ana.NewBasket("shared", "Together");
        await team.Ana.NewBasket("public", "Template");
        foreach (var (who, boxes) in new[] { (team.Ana, 1), (team.Bruno, 1), (team.Diego, 0), (team.Carla, 0) })
        {
            using var browser = new Browser(portal.Portal, who);
            var page = await browser.Open("/baskets?view=company");
            page.Text.ShouldContain("Together");
            page.Html.Split("name=\"basket\"").Length.ShouldBe(boxes + 1);
        }
    }

    private static string? Name(JsonElement basket) => basket.GetProperty("name").GetString();

    private static async Task<int> Total(Api api) => (await api.Get("/api/baskets"))["total"].GetInt32();
}
