using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Platform;

/// <summary>Searches that a user keeps under a name.</summary>
public sealed class SavedSearchesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_search_is_kept_replaced_and_removed_by_its_name()
    {
        var api = await NewUser();

        (await Save(api, "Shared / all", "?view=company&page=3&q=&sort=name")).Status.ShouldBe(204);
        (await Save(api, "Álvarez", "q=alvarez")).Status.ShouldBe(204);
        (await Searches(api)).ShouldBe([("Shared / all", "view=company&sort=name"), ("Álvarez", "q=alvarez")], ignoreOrder: true);
        (await api.Get("/api/me/lists/baskets"))["searches"].EnumerateArray().Select(s => s.GetProperty("url").GetString())
            .ShouldContain("/baskets?view=company&sort=name");

        (await Save(api, " Shared / all ", "view=company")).Status.ShouldBe(204);
        (await api.Delete("/api/me/lists/baskets/searches?name=" + Uri.EscapeDataString("Álvarez"))).Status.ShouldBe(204);
        (await Searches(api)).ShouldBe([("Shared / all", "view=company")]);
        (await api.Delete("/api/me/lists/baskets/searches?name=" + Uri.EscapeDataString("Álvarez"))).ShouldBeRefused(404, "lists.search_unknown");
    }

    [Fact]
    public async Task A_search_belongs_to_one_user_in_one_account_and_one_list()
    {
        var (home, other) = (await portal.NewAccount(), await portal.NewAccount());
        var user = await home.NewUser();
        await other.Join(user);
        var (api, colleague) = (await user.SignIn(), await (await home.NewUser()).SignIn());
        await Save(api, "Clínica Sur", "q=clinica");

        (await Searches(colleague)).ShouldBeEmpty();
        (await colleague.Delete("/api/me/lists/baskets/searches?name=Cl%C3%ADnica%20Sur")).ShouldBeRefused(404, "lists.search_unknown");
        (await Searches(api, "orders")).ShouldBeEmpty();
        (await api.Put("/api/session/account", new { accountId = other.Id })).Status.ShouldBe(200);
        (await Searches(api)).ShouldBeEmpty();
        (await api.Put("/api/session/account", new { accountId = home.Id })).Status.ShouldBe(200);
        (await Searches(api)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_list_has_fifty_searches_and_never_one_more()
    {
        var api = await NewUser();

        var saved = await Task.WhenAll(Enumerable.Range(0, 70).Select(i => Save(api, $"Search {i}", $"q={i}")));

        saved.Count(s => s.Status == 204).ShouldBe(50);
        foreach (var refused in saved.Where(s => s.Status != 204)) refused.ShouldBeRefused(409, "lists.searches_full");
        var kept = await Searches(api);
        kept.Length.ShouldBe(50);
        (await Save(api, kept[0].Name!, "q=replaced")).Status.ShouldBe(204);
        (await api.Put("/api/me/lists/orders/searches", new { name = "Another list", query = "q=1" })).Status.ShouldBe(204);
    }

    [Theory]
    [InlineData("", "q=1", "request.invalid", "name")]
    [InlineData("   ", "q=1", "request.invalid", "name")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901", "q=1", "request.invalid", "name")]
    [InlineData("a\u0007b", "q=1", "request.invalid", "name")]
    [InlineData("Nothing", "", "request.invalid", "query")]
    [InlineData("Nothing", "page=2&q=", "lists.nothing_to_save", "query")]
    [InlineData("Control", "q=a\nb", "request.invalid", "query")]
    public async Task Bad_input_is_told_by_its_field(string name, string query, string code, string field)
    {
        var api = await NewUser();
        (await Save(api, name, query)).ShouldBeRefused(400, code, field);
        (await api.Put("/api/me/lists/no-such-list/searches", new { name = "A", query = "q=1" })).ShouldBeRefused(404, "lists.unknown");
        (await Searches(api)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_forms_save_open_delete_and_undo_without_JavaScript()
    {
        var api = await NewUser();
        using var browser = new Browser(portal.Portal, api);

        (await browser.Open("/baskets?q=")).Text.ShouldContain("you can save it here");
        var filtered = await browser.Open("/baskets?q=sur&page=1");
        var saved = await browser.Send("/lists/baskets/searches", [.. filtered.Form("/lists/baskets/searches").Where(f => f.Name != "name"), ("name", "South & co")]);
        (saved.Status, saved.Location).ShouldBe((302, "/baskets?q=sur&page=1"));
        var list = await browser.Open("/baskets");
        list.Html.ShouldContain("href=\"/baskets?q=sur\"");

        var removed = await browser.Send("/lists/baskets/searches/removal", list.Form("/lists/baskets/searches/removal"));
        removed.Location.ShouldBe("/baskets");
        var toast = await browser.Open("/baskets");
        toast.Text.ShouldContain("Search deleted: South & co");
        (await Searches(api)).ShouldBeEmpty();
        var undo = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(toast.Html, "action=\"(/lists/[^\"]*restoration[^\"]*)\"").Groups[1].Value);
        (await browser.Send(undo, toast.Form(undo))).Location.ShouldBe("/baskets");
        (await Searches(api)).ShouldBe([("South & co", "q=sur")]);
        (await browser.Send("/lists/baskets/searches", filtered.Form("/lists/baskets/searches"))).Status.ShouldBe(302);
        (await browser.Open("/baskets")).Text.ShouldContain("must not be empty");
    }

    [Fact]
    public async Task A_form_sends_nobody_to_another_site()
    {
        using var browser = new Browser(portal.Portal, await NewUser());
        var page = await browser.Open("/baskets?q=1");
        var token = page.Form("/lists/baskets/columns").First(f => f.Name == "__RequestVerificationToken");
        (await browser.Send("/lists/baskets/columns", [token, ("returnUrl", "//elsewhere.example/")])).Location.ShouldBe("/");
        (await browser.Send("/lists/baskets/columns", [("returnUrl", "/baskets")])).Status.ShouldBe(400);
    }

    private async Task<Api> NewUser() => await (await (await portal.NewAccount()).NewUser(Team.Buyer)).SignIn();

    private static Task<Answer> Save(Api api, string name, string query) => api.Put("/api/me/lists/baskets/searches", new { name, query });

    private static async Task<(string? Name, string? Query)[]> Searches(Api api, string list = "baskets") =>
        [.. (await api.Get("/api/me/lists/" + list))["searches"].EnumerateArray().Select(s => (s.GetProperty("name").GetString(), s.GetProperty("query").GetString()))];
}
