using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Platform;

/// <summary>Columns that a user hides.</summary>
public sealed class ListColumnsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Columns_stay_hidden_in_every_account_and_session_of_the_user_and_of_nobody_else()
    {
        var (home, other) = (await portal.NewAccount(), await portal.NewAccount());
        var (user, colleague) = (await home.NewUser(Team.Buyer), await (await home.NewUser(Team.Buyer)).SignIn());
        await other.Join(user, Team.Buyer);
        var api = await user.SignIn();

        (await api.Put("/api/me/lists/baskets/columns", new { hidden = new[] { "total", "lines", "total" } })).Status.ShouldBe(204);

        (await Hidden(api)).ShouldBe(["lines", "total"]);
        var later = await user.SignIn();
        (await later.Put("/api/session/account", new { accountId = other.Id })).Status.ShouldBe(200);
        (await Hidden(later)).ShouldBe(["lines", "total"]);
        (await Hidden(later, "orders")).ShouldBeEmpty();
        (await Hidden(colleague)).ShouldBeEmpty();

        (await api.Put("/api/me/lists/baskets/columns", new { hidden = Array.Empty<string>() })).Status.ShouldBe(204);
        (await Hidden(later)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_hidden_is_refused_and_nothing_of_it_is_kept()
    {
        var api = await (await (await portal.NewAccount()).NewUser()).SignIn();

        (await Hide("baskets", "total", "price")).ShouldBeRefused(400, "lists.column_unknown", "hidden");
        (await Hide("baskets", "total", "name")).ShouldBeRefused(400, "lists.column_identifies", "hidden");
        (await Hide("no-such-list", "total")).ShouldBeRefused(404, "lists.unknown");
        (await api.Put("/api/me/lists/baskets/columns", new { })).ShouldBeRefused(400, "request.invalid", "hidden");
        (await api.Get("/api/me/lists/no-such-list")).ShouldBeRefused(404, "lists.unknown");
        (await Hidden(api)).ShouldBeEmpty();

        Task<Answer> Hide(string list, params string[] hidden) => api.Put($"/api/me/lists/{list}/columns", new { hidden });
    }

    [Fact]
    public async Task The_columns_form_works_without_JavaScript_and_leaves_other_tabs_columns_alone()
    {
        var api = await (await (await portal.NewAccount()).NewUser(Team.Buyer)).SignIn();
        await api.NewBasket("shared", "Together");
        await api.NewBasket("private", "Alone");
        await api.Put("/api/me/lists/baskets/columns", new { hidden = new[] { "owner" } });
        using var browser = new Browser(portal.Portal, api);

        var mine = await browser.Open("/baskets?q=alone");
        mine.Html.ShouldContain("data-label=\"Total\"");
        var form = mine.Form("/lists/baskets/columns");
        // In "mine" there is no column of owners; neither can it be shown nor is it forgotten that it is hidden.
        form.Where(f => f.Name == "offered").Select(f => f.Value).ShouldBe(["visibility", "endCustomer", "lines", "total", "changedAt"]);
        var sent = await browser.Send("/lists/baskets/columns", form.Where(f => f is not { Name: "shown", Value: "total" or "lines" }));

        (sent.Status, sent.Location).ShouldBe((302, "/baskets?q=alone"));
        (await Hidden(api)).ShouldBe(["owner", "lines", "total"]);
        var hidden = await browser.Open("/baskets?q=alone");
        hidden.Html.ShouldNotContain("data-label=\"Total\"");
        hidden.Html.ShouldContain("data-label=\"Changed\"");
        (await browser.Open("/baskets?view=company")).Html.ShouldNotContain("data-label=\"Owner\"");
    }

    private static async Task<string?[]> Hidden(Api api, string list = "baskets")
    {
        var seen = await api.Get("/api/me/lists/" + list);
        seen.Status.ShouldBe(200, seen.Text);
        return [.. seen["columns"].EnumerateArray().Where(c => c.GetProperty("hidden").GetBoolean()).Select(c => c.GetProperty("name").GetString())];
    }
}
