using System.Text.RegularExpressions;
using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Platform;

public sealed class HomePageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task It_counts_placed_orders_and_shows_the_last_five_with_the_year()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var sku = await portal.NewProduct(100m);
        var numbers = new List<string>();
        foreach (var n in Enumerable.Range(1, 6)) numbers.Add((await buyer.Placed(await buyer.NewBasket((sku, n)), Shop.Body($"HOME-{n}"))).Number());
        await portal.Portal.Db.Execute(
            "UPDATE ordering.orders SET placed_at = now() - interval '13 months' WHERE number = @number", new { number = numbers[0] });

        using var browser = new Browser(portal.Portal, buyer);
        var home = await browser.Open("/");

        home.Html.ShouldContain("href=\"/orders?status=placed\"");
        home.Text.ShouldContain("6 New orders placed");
        foreach (var number in numbers[1..]) home.Html.ShouldContain($"href=\"/orders/{number}\"");
        home.Html.ShouldNotContain($"href=\"/orders/{numbers[0]}\"");
        // 2 + 3 + 4 + 5 + 6 units: the first order is older than a year.
        home.Text.ShouldContain("USD 2,000.00");
    }

    [Fact]
    public async Task One_click_orders_again_into_a_new_basket()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var placed = await buyer.Placed(await buyer.NewBasket((await portal.NewProduct(), 4)));
        using var browser = new Browser(portal.Portal, buyer);

        var token = Regex.Match((await browser.Open("/")).Html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        var again = await browser.Post($"/orders/{placed.Number()}/again", form);

        again.Status.ShouldBe(302, again.Text);
        var basket = await buyer.Get("/api" + again.Location);
        basket["lines"].Sum("quantity").ShouldBe(4);
        using var forged = new FormUrlEncodedContent([]);
        (await browser.Post($"/orders/{placed.Number()}/again", forged)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Without_the_privilege_there_is_nothing_of_orders()
    {
        var account = await portal.NewAccount();
        var buyer = await account.NewBuyer();
        var placed = await buyer.Placed(await buyer.NewBasket((await portal.NewProduct(), 1)));
        using var editor = new Browser(portal.Portal, await (await account.NewUser("baskets.edit")).SignIn());
        using var viewer = new Browser(portal.Portal, await (await account.NewUser("orders.view")).SignIn());

        var withoutOrders = await editor.Open("/");
        withoutOrders.Status.ShouldBe(200);
        withoutOrders.Html.ShouldNotContain("/orders");
        var withoutBaskets = await viewer.Open("/");
        withoutBaskets.Html.ShouldContain($"href=\"/orders/{placed.Number()}\"");
        withoutBaskets.Html.ShouldNotContain("/again");
    }

    [Fact]
    public async Task Shared_baskets_that_colleagues_changed_this_week_are_shown()
    {
        var account = await portal.NewAccount();
        var (buyer, colleague) = (await account.NewBuyer(), await account.NewBuyer());
        var sku = await portal.NewProduct();
        var ids = new Dictionary<string, Guid>();
        foreach (var (name, visibility) in new[] { ("Changed", "shared"), ("Old", "shared"), ("Template", "public"), ("Untouched", "shared") })
            ids[name] = (await buyer.Post("/api/baskets", new { name = name + " by others", visibility })).Id;
        foreach (var name in new[] { "Changed", "Old" })
            (await colleague.Post($"/api/baskets/{ids[name]}/lines", new { sku, quantity = 1 })).Status.ShouldBe(201);
        await portal.Portal.Db.Execute("UPDATE baskets.baskets SET changed_at = now() - interval '8 days' WHERE id = @id", new { id = ids["Old"] });

        using var browser = new Browser(portal.Portal, buyer);
        var mine = await browser.Open("/");
        mine.Text.ShouldContain("Changed by others");
        foreach (var name in new[] { "Old", "Template", "Untouched" }) mine.Text.ShouldNotContain(name + " by others");
        using var theirs = new Browser(portal.Portal, colleague);
        (await theirs.Open("/")).Text.ShouldNotContain("Changed by others");
        using var strangers = new Browser(portal.Portal, await (await portal.NewAccount()).NewBuyer());
        (await strangers.Open("/")).Text.ShouldNotContain("Changed by others");
    }

    [Fact]
    public async Task Quick_order_goes_on_in_the_basket_changed_last()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        using var browser = new Browser(portal.Portal, buyer);
        (await browser.Open("/quick-order")).Location.ShouldBe("/baskets/new");

        var basket = await buyer.NewBasket();

        (await browser.Open("/quick-order")).Location.ShouldBe($"/baskets/{basket}/quick-order");
    }

    [Theory]
    [InlineData("en", "Help")]
    [InlineData("es", "Índice de Ayuda")]
    [InlineData("pt-BR", "Ajuda")]
    public async Task Anybody_gets_help_in_their_language(string language, string title)
    {
        var help = await portal.Anonymous.Get("/help", ("Accept-Language", language));

        help.Status.ShouldBe(200);
        System.Net.WebUtility.HtmlDecode(help.Text).ShouldContain($"<h1>{title}</h1>");
        help.Text.ShouldContain("href=\"/docs/api\"");
    }
}
