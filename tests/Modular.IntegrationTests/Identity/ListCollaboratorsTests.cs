using System.Text.Json;
using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

public sealed class ListCollaboratorsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task The_list_says_who_is_there_what_each_may_do_and_when_they_came()
    {
        var account = await portal.NewAccount();
        var (boss, buyer, idle) = (await account.NewAdministrator(), await account.NewUser("orders.view", "collaborators.manage"), await account.NewUser());
        var api = await boss.SignIn();

        var list = await api.Get("/api/collaborators");

        list.Status.ShouldBe(200, list.Text);
        (list["page"].GetInt32(), list["size"].GetInt32(), list["total"].GetInt32()).ShouldBe((1, 10, 3));
        Access(list, boss).ShouldBe("Admin");
        Access(list, idle).ShouldBe("No access");
        Access(list, buyer).ShouldBe("Collaborators: list of users and their permissions, Order status");
        var first = Row(list, boss);
        (first.GetProperty("userName").GetString(), first.GetProperty("email").GetString(), first.GetProperty("status").GetString())
            .ShouldBe((boss.UserName, boss.UserName + "@test.example", "active"));
        first.GetProperty("firstAccess").GetDateTime().ShouldBe(first.GetProperty("lastAccess").GetDateTime());
        Row(list, idle).GetProperty("firstAccess").ValueKind.ShouldBe(JsonValueKind.Null);
        var inPortuguese = await api.Get("/api/collaborators", ("Accept-Language", "pt-BR"));
        (Access(inPortuguese, idle), Access(inPortuguese, buyer)).ShouldBe(("Sem Acesso", "Colaboradores, Status de pedidos"));
    }

    [Fact]
    public async Task It_is_filtered_by_what_is_known_of_a_user_and_by_access()
    {
        var account = await portal.NewAccount();
        var (boss, buyer, idle) = (await account.NewAdministrator(), await account.NewUser("orders.view"), await account.NewUser());
        var api = await boss.SignIn();

        (await Found("q=" + buyer.UserName[5..])).ShouldBe([buyer.Id]);
        (await Found("q=" + idle.UserName.ToUpperInvariant() + "@TEST")).ShouldBe([idle.Id]);
        (await Found("q=%25")).ShouldBeEmpty();
        (await Found("access=admin")).ShouldBe([boss.Id]);
        (await Found("access=none")).ShouldBe([idle.Id]);
        (await Found("access=orders.view")).ShouldBe([buyer.Id]);
        (await Found("sort=-access")).ShouldBe([idle.Id, buyer.Id, boss.Id]);
        (await Found("sort=access&size=1&page=2")).ShouldBe([buyer.Id]);
        (await api.Get("/api/collaborators?access=catalog.manage")).ShouldBeRefused(400, "identity.access_unknown", "access");
        (await api.Get("/api/collaborators?sort=password")).ShouldBeRefused(400, "request.invalid", "sort");

        async Task<Guid[]> Found(string query) =>
            [.. (await api.Get("/api/collaborators?" + query))["items"].EnumerateArray().Select(i => i.GetProperty("userId").GetGuid())];
    }

    [Fact]
    public async Task Another_accounts_people_are_not_there_and_without_the_privilege_nobody_is()
    {
        var (account, other) = (await portal.NewAccount(), await portal.NewAccount());
        var member = await account.NewUser("orders.view");
        var stranger = await (await other.NewAdministrator()).SignIn();

        (await stranger.Get("/api/collaborators"))["total"].GetInt32().ShouldBe(1);
        (await stranger.Get($"/api/collaborators/{member.Id}")).ShouldBeRefused(404, "identity.collaborator_unknown");
        (await (await member.SignIn()).Get("/api/collaborators")).ShouldBeRefused(403, "request.privilege_missing");
    }

    [Fact]
    public async Task The_page_shows_it_and_the_download_has_all_that_is_filtered()
    {
        var account = await portal.NewAccount();
        var idle = await account.NewUser();
        var api = await (await account.NewAdministrator()).SignIn();
        using var browser = new Browser(portal.Portal, api);

        var page = await browser.Open("/collaborators?access=none");

        page.Status.ShouldBe(200, page.Text);
        page.Text.ShouldContain(idle.UserName);
        page.Text.ShouldContain("By user data");
        page.Text.ShouldContain("First access");
        var file = await api.Get("/api/collaborators/export?access=none&format=csv");
        file.Status.ShouldBe(200, file.Text);
        file.Text.TrimEnd().Split('\n').Length.ShouldBe(2);
        file.Text.ShouldContain($"{idle.UserName},{idle.UserName},No access,");
    }

    private static JsonElement Row(Answer list, TestUser user) =>
        list["items"].EnumerateArray().Single(i => i.GetProperty("userId").GetGuid() == user.Id);

    private static string? Access(Answer list, TestUser user) => Row(list, user).GetProperty("access").GetString();
}
