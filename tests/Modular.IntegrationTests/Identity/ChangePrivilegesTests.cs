using System.Text.Json;
using Modular.IntegrationTests.Baskets;
using Npgsql;

namespace Modular.IntegrationTests.Identity;

public sealed class ChangePrivilegesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task What_is_granted_counts_at_once_in_open_sessions_and_is_in_the_audit_trail()
    {
        var account = await portal.NewAccount();
        var (boss, user) = (await account.NewAdministrator(), await account.NewUser());
        var (api, own) = (await boss.SignIn(), await user.SignIn());
        (await own.Get("/api/orders")).Status.ShouldBe(403);

        var granted = await api.Put($"/api/collaborators/{user.Id}/privileges", new { privileges = new[] { "orders.view" }, accessGroup = "Compras" });

        (granted.Status, granted["access"].GetString(), granted["accessGroup"].GetString()).ShouldBe((200, "Order status", "Compras"));
        granted.ETag.ShouldBe("\"2\"");
        (await own.Get("/api/orders")).Status.ShouldBe(200);
        (await api.Strip(user.Id)).Status.ShouldBe(200);
        (await own.Get("/api/orders")).Status.ShouldBe(403);

        var trail = await account.Audited($"user/{user.Id}");
        trail.Select(t => (t.Action, t.By)).ShouldBe([("identity.privileges_changed", boss.Id), ("identity.privileges_changed", boss.Id)]);
        Privileges(trail[0].Before).ShouldBeEmpty();
        Privileges(trail[0].After).ShouldBe(["orders.view"]);
        Privileges(trail[1].After).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_privilege_that_does_not_exist_here_is_refused_by_its_field()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser();
        var api = await (await account.NewAdministrator()).SignIn();
        (await api.Grant(user.Id, "orders.view", "orders.fly")).ShouldBeRefused(400, "identity.privilege_unknown", "privileges");
        // The distributor's own.
        (await api.Grant(user.Id, "catalog.manage")).ShouldBeRefused(400, "identity.privilege_unknown", "privileges");
        (await api.Put($"/api/collaborators/{user.Id}/privileges", new { })).ShouldBeRefused(400, "request.invalid", "privileges");
        (await api.Get($"/api/collaborators/{user.Id}"))["privileges"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Only_administrators_make_administrators_and_nobody_loses_it_by_themselves()
    {
        var account = await portal.NewAccount();
        var (boss, manager, user) = (await account.NewAdministrator(), await account.NewUser("collaborators.manage"), await account.NewUser());
        var (api, managing) = (await boss.SignIn(), await manager.SignIn());

        (await managing.Grant(user.Id, "orders.view")).Status.ShouldBe(200);
        (await managing.SetAdministrator(user.Id, true)).ShouldBeRefused(403, "identity.administrators_only");
        (await managing.Strip(boss.Id)).ShouldBeRefused(403, "identity.administrators_only");
        (await managing.Grant(manager.Id, "orders.place")).ShouldBeRefused(403, "identity.own_privileges");
        (await api.Strip(boss.Id)).ShouldBeRefused(409, "identity.last_administrator");

        (await api.SetAdministrator(manager.Id, true))["administrator"].GetBoolean().ShouldBeTrue();
        (await api.SetAdministrator(boss.Id, false)).ShouldBeRefused(409, "identity.own_administrator");
        (await managing.Strip(boss.Id))["access"].GetString().ShouldBe("No access");
        (await api.Get("/api/collaborators")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task What_changed_meanwhile_is_not_overwritten_unseen()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser();
        var api = await (await account.NewAdministrator()).SignIn();
        await api.Grant(user.Id, "orders.view");

        var stale = await api.Put($"/api/collaborators/{user.Id}/privileges", new { privileges = Array.Empty<string>() }, ("If-Match", "\"1\""));

        stale.ShouldBeRefused(412, "identity.membership_changed");
        stale["current"].GetProperty("privileges")[0].GetString().ShouldBe("orders.view");
    }

    [Fact]
    public async Task Strangers_find_nobody_and_members_without_the_privilege_are_refused()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser("orders.view");
        var stranger = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await stranger.Grant(user.Id)).ShouldBeRefused(404, "identity.collaborator_unknown");
        (await stranger.Strip(user.Id)).ShouldBeRefused(404, "identity.collaborator_unknown");
        (await (await user.SignIn()).Grant(user.Id)).ShouldBeRefused(403, "request.privilege_missing");
    }

    [Fact]
    public async Task Two_administrators_who_revoke_each_other_at_once_leave_one()
    {
        for (var i = 0; i < 10; i++)
        {
            var account = await portal.NewAccount();
            var (ana, bruno) = (await account.NewAdministrator(), await account.NewAdministrator());
            var (one, other) = (await ana.SignIn(), await bruno.SignIn());

            var answers = await Task.WhenAll(one.Strip(bruno.Id), other.Strip(ana.Id));

            answers.Count(a => a.Status == 200).ShouldBe(1);
            answers.Single(a => a.Status != 200).Status.ShouldBe(403);
            (await Administrators(account)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task The_database_itself_keeps_the_last_administrator()
    {
        var account = await portal.NewAccount();
        await account.NewAdministrator();
        foreach (var sql in new[] { "UPDATE identity.memberships SET is_administrator = false", "UPDATE identity.memberships SET status = 'inactive'", "DELETE FROM identity.memberships" })
        {
            var refused = await Should.ThrowAsync<PostgresException>(portal.Portal.Db.Execute($"{sql} WHERE account_id = @Id", new { account.Id }));
            refused.ConstraintName.ShouldBe("memberships_keep_an_administrator");
        }

        (await Administrators(account)).ShouldBe(1);
    }

    [Fact]
    public async Task The_page_ticks_what_is_held_and_saves_what_was_ticked()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser("orders.view");
        var api = await (await account.NewAdministrator()).SignIn();
        using var browser = new Browser(portal.Portal, api);
        var page = await browser.Open($"/collaborators/{user.Id}");
        page.Status.ShouldBe(200, page.Text);
        page.Text.ShouldContain("Administrator access");
        page.Fields("privileges")["privileges"].ShouldBe("orders.view");

        var saved = await browser.Submit(page, "privileges", ("privileges", "baskets.edit"));

        (saved.Status, saved.Location).ShouldBe((302, $"/collaborators/{user.Id}"), saved.Text);
        (await api.Get($"/api/collaborators/{user.Id}"))["privileges"].EnumerateArray().Select(p => p.GetString()).ShouldBe(["baskets.edit"]);
        (await browser.Submit(page, "privileges")).Text.ShouldContain("changed this collaborator's permissions meanwhile");
        var removal = $"/collaborators/{user.Id}/access-removal";
        (await browser.Send(removal, (await browser.Open(page.Path)).Form(removal))).Status.ShouldBe(302);
        (await api.Get($"/api/collaborators/{user.Id}"))["privileges"].GetArrayLength().ShouldBe(0);
    }

    private Task<int> Administrators(TestAccount account) => portal.Portal.Db.One<int>(
        "SELECT count(*)::int FROM identity.memberships WHERE account_id = @Id AND is_administrator", new { account.Id });

    private static string?[] Privileges(string? state) =>
        [.. JsonDocument.Parse(state!).RootElement.GetProperty("privileges").EnumerateArray().Select(p => p.GetString())];
}
