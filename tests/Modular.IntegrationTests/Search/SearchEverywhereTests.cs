using System.Text.Json;
using Modular.IntegrationTests.BuildingBlocks;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Search;

public sealed class SearchEverywhereTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_order_is_found_by_its_number_first_and_by_the_customers()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var sku = await portal.NewProduct();
        var first = await buyer.Placed(await buyer.NewBasket((sku, 1)), Shop.Body("SPRING-1"));
        var second = await buyer.Placed(await buyer.NewBasket((sku, 1)), Shop.Body("SPRING-10"));

        var byNumber = await Search(buyer, first.Number());
        Kinds(byNumber)[0].ShouldBe("orders");
        Titles(byNumber, "orders").ShouldBe([first.Number()]);
        Items(byNumber, "orders")[0].GetProperty("href").GetString().ShouldBe("/orders/" + first.Number());
        Items(byNumber, "orders")[0].GetProperty("detail").GetString().ShouldStartWith("SPRING-1 · ");

        Titles(await Search(buyer, "spring-1"), "orders").ShouldBe([first.Number(), second.Number()]);
        Titles(await Search(buyer, "spring"), "orders").ShouldBe([second.Number(), first.Number()]);
        Titles(await Search(buyer, "pring"), "orders").ShouldBeEmpty();
        Titles(await Search(buyer, "spring_1"), "orders").ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_there_are_more_it_says_where()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var sku = await portal.NewProduct();
        foreach (var n in Enumerable.Range(0, 3)) await buyer.Placed(await buyer.NewBasket((sku, 1)), Shop.Body($"ROLL OUT {n}"));

        var orders = Group(await buyer.Get("/api/search?size=2&q=roll+out"), "orders")!.Value;

        orders.GetProperty("items").GetArrayLength().ShouldBe(2);
        orders.GetProperty("more").GetString().ShouldBe("/orders?q=roll%20out");
        (await buyer.Total("?q=roll%20out")).ShouldBe(3);
        Group(await buyer.Get("/api/search?size=3&q=roll+out"), "orders")!.Value.GetProperty("more").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Nobody_finds_what_is_a_strangers()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var stranger = await (await portal.NewAccount()).NewBuyer();
        var placed = await buyer.Placed(await buyer.NewBasket((await portal.NewProduct(), 1)), Shop.Body("SECRET-7"));
        await buyer.Post("/api/baskets", new { name = "Secret seven", visibility = "public" });

        Kinds(await Search(buyer, "secret")).ShouldBe(["orders", "baskets"]);
        foreach (var words in new[] { placed.Number(), "SECRET", "Secret seven" })
        {
            var found = await Search(stranger, words);
            Titles(found, "orders").ShouldBeEmpty();
            Titles(found, "baskets").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Without_the_privilege_there_are_no_orders_and_no_private_baskets_of_colleagues()
    {
        var account = await portal.NewAccount();
        var buyer = await account.NewBuyer();
        var member = await (await account.NewUser()).SignIn();
        var placed = await buyer.Placed(await buyer.NewBasket((await portal.NewProduct(), 1)), Shop.Body("QUARTER-1"));
        foreach (var visibility in new[] { "private", "shared" })
            (await buyer.Post("/api/baskets", new { name = $"Quarter {visibility}", visibility })).Status.ShouldBe(201);

        Titles(await Search(member, placed.Number()), "orders").ShouldBeEmpty();
        var found = await Search(member, "quarter");
        Titles(found, "orders").ShouldBeEmpty();
        Titles(found, "baskets").ShouldBe(["Quarter shared"]);
        Titles(await Search(buyer, "quarter"), "baskets").ShouldBe(["Quarter shared", "Quarter private"]);
        Titles(await Search(member, "new basket"), "commands").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_open_basket_is_found_by_any_part_and_an_ordered_one_by_its_beginning()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var opened = await buyer.Post("/api/baskets", new { name = "Northern branch 100%", visibility = "private", purchaseOrderNumber = "NB-5" });
        (await buyer.Post($"/api/baskets/{opened.Id}/lines", new { sku = await portal.NewProduct(), quantity = 1 })).Status.ShouldBe(201);

        foreach (var words in new[] { "northern", "BRANCH", "100%", "nb-5" }) Titles(await Search(buyer, words), "baskets").ShouldBe(["Northern branch 100%"], words);
        Titles(await Search(buyer, "100_"), "baskets").ShouldBeEmpty();

        var placed = await buyer.Placed(opened.Id, Shop.Body("NB-5"));
        // The basket learns its order's number by the order's event.
        await Eventually.True(
            async () => Items(await Search(buyer, "northern"), "baskets").ShouldHaveSingleItem().GetProperty("detail").GetString()!.Contains(placed.Number()),
            "the ordered basket names its order");
        Titles(await Search(buyer, "branch"), "baskets").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_visitor_finds_products_by_code_and_words_and_pages_for_everybody()
    {
        var product = (await portal.Catalog).Take();

        var bySku = await Search(portal.Anonymous, product.Sku.ToLowerInvariant());
        Kinds(bySku)[0].ShouldBe("products");
        var hit = Items(bySku, "products")[0];
        hit.GetProperty("title").GetString().ShouldBe(product.Description);
        hit.GetProperty("href").GetString().ShouldBe("/products/" + product.Sku);
        Titles(await Search(portal.Anonymous, product.VendorPartNumber), "products")[0].ShouldBe(product.Description);
        Titles(await Search(portal.Anonymous, product.Sku[..^1]), "products").ShouldContain(product.Description);

        var word = product.Description.Split(' ').First(w => w.Length > 4 && w.All(char.IsLetter));
        var byWord = await Search(portal.Anonymous, word);
        Titles(byWord, "products").ShouldNotBeEmpty();
        Kinds(byWord).ShouldNotContain("orders");
        Kinds(byWord).ShouldNotContain("baskets");
        Titles(await Search(portal.Anonymous, "help"), "commands").ShouldBe(["Help"]);
        Titles(await Search(portal.Anonymous, "orders"), "commands").ShouldBeEmpty();
    }

    [Fact]
    public async Task Commands_are_found_in_the_callers_language_without_accents()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();

        Titles(await Search(buyer, "new bas"), "commands").ShouldBe(["New basket"]);
        Titles(await Search(buyer, "quick"), "commands").ShouldBe(["Quick order", "Quick pay"]);
        Titles(await buyer.Get("/api/search?q=rapido", ("Accept-Language", "es")), "commands").ShouldBe(["Pedido rápido", "Pago rápido"]);
        Titles(await Search(buyer, "price lists"), "commands").ShouldBeEmpty();
        // Signing out is a form of the pages.
        Titles(await Search(buyer, "sign out"), "commands").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("?q=%00", "q")]
    [InlineData("?q=a&size=0", "size")]
    [InlineData("?q=a&size=21", "size")]
    [InlineData("?q=a&size=many", "size")]
    public async Task Nonsense_is_refused_with_its_field(string query, string field)
    {
        var refused = await portal.Anonymous.Get("/api/search" + query);

        refused.Status.ShouldBe(400, refused.Text);
        refused.Fields.ShouldBe([field]);
    }

    [Fact]
    public async Task Words_have_an_end()
    {
        var refused = await portal.Anonymous.Get("/api/search?q=" + new string('x', 101));

        refused.Status.ShouldBe(400, refused.Text);
        refused.Fields.ShouldBe(["q"]);
        (await portal.Anonymous.Get("/search?q=" + new string('x', 101))).Status.ShouldBe(400);
        (await Search(portal.Anonymous, new string('x', 100)))["groups"].GetArrayLength().ShouldBe(0);
        (await portal.Anonymous.Get("/api/search"))["groups"].GetArrayLength().ShouldBe(0);
    }

    private static async Task<Answer> Search(Api api, string words)
    {
        var answer = await api.Get("/api/search?q=" + Uri.EscapeDataString(words), ("Accept-Language", "en"));
        answer.Status.ShouldBe(200, answer.Text);
        return answer;
    }

    private static string?[] Kinds(Answer answer) => [.. answer["groups"].EnumerateArray().Select(g => g.GetProperty("kind").GetString())];

    private static JsonElement? Group(Answer answer, string kind) =>
        answer["groups"].EnumerateArray().Where(g => g.GetProperty("kind").GetString() == kind).Select(g => (JsonElement?)g).SingleOrDefault();

    private static JsonElement[] Items(Answer answer, string kind) =>
        Group(answer, kind) is { } group ? [.. group.GetProperty("items").EnumerateArray()] : [];

    private static string?[] Titles(Answer answer, string kind) => [.. Items(answer, kind).Select(i => i.GetProperty("title").GetString())];
}
