using System.Text.RegularExpressions;
using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

public sealed class LockOutTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Refusals_are_the_same_to_the_letter_whether_the_user_exists_or_not()
    {
        var user = await (await portal.NewAccount()).NewUser();
        var nobody = $"user-{Guid.CreateVersion7():N}";
        for (var i = 0; i < 7; i++)
        {
            var (known, unknown) = (await portal.Portal.TrySignIn(user.UserName, "Wrong-guess-1"), await portal.Portal.TrySignIn(nobody, "Wrong-guess-1"));
            (known.Status, Untraced(known)).ShouldBe((unknown.Status, Untraced(unknown)));
            known.Headers.Keys.Order().ShouldBe(unknown.Headers.Keys.Order());
            known.Code.ShouldBe(i < 5 ? "identity.wrong_credentials" : "identity.locked");
        }

        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Text.ShouldContain("+1 305 555 0100", Case.Sensitive, "whom to call");
    }

    [Fact]
    public async Task The_owner_hears_of_it_once_and_the_administrator_sees_why()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser();
        await LockOut(user);
        await portal.Portal.TrySignIn(user.UserName, TestAccount.Password);

        (await portal.Portal.Told(user, "locked_out")).ShouldBe(1);
        (await portal.Portal.Audited("identity.locked_out", user)).ShouldBe(1);
        var seen = await (await (await account.NewAdministrator()).SignIn()).Get($"/api/collaborators/{user.Id}/sign-ins");
        seen.Status.ShouldBe(200, seen.Text);
        seen["lockedUntil"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.String);
        seen["items"].EnumerateArray().Select(i => i.GetProperty("outcome").GetString())
            .ShouldBe(["locked", "wrong_password", "wrong_password", "wrong_password", "wrong_password", "wrong_password"]);
        seen["items"][0].GetProperty("remoteAddress").GetString().ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task An_administrator_of_the_account_or_staff_unlocks_and_nobody_else()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser();
        var path = $"/api/collaborators/{user.Id}/lock";
        await LockOut(user);

        (await portal.Anonymous.Delete(path)).Status.ShouldBe(401);
        (await (await (await account.NewUser()).SignIn()).Delete(path)).Code.ShouldBe("request.privilege_missing");
        var stranger = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await stranger.Delete(path)).Code.ShouldBe("identity.user_unknown");
        (await stranger.Get($"/api/collaborators/{user.Id}/sign-ins")).Status.ShouldBe(404);
        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Code.ShouldBe("identity.locked");

        (await (await (await account.NewAdministrator()).SignIn()).Delete(path)).Status.ShouldBe(204);
        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Status.ShouldBe(200);
        (await portal.Portal.Audited("identity.unlocked", user)).ShouldBe(1);

        await LockOut(user);
        (await (await portal.NewStaff()).Delete(path)).Status.ShouldBe(204);
        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Another_account_of_the_user_neither_unlocks_nor_sees_the_sign_ins()
    {
        var (home, other) = (await portal.NewAccount(), await portal.NewAccount());
        var user = await home.NewUser();
        await other.Join(user);
        await LockOut(user);
        var elsewhere = await (await other.NewAdministrator()).SignIn();

        (await elsewhere.Delete($"/api/collaborators/{user.Id}/lock")).ShouldBeRefused(409, "identity.belongs_elsewhere");
        (await elsewhere.Get($"/api/collaborators/{user.Id}/sign-ins")).ShouldBeRefused(409, "identity.belongs_elsewhere");
        using var browser = new Browser(portal.Portal, elsewhere);
        var page = await browser.Open($"/collaborators/{user.Id}/sign-ins");
        (page.Status, page.Text.Contains("belongs to another company", StringComparison.Ordinal)).ShouldBe((409, true));
        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Code.ShouldBe("identity.locked");
        (await portal.Portal.Audited("identity.unlocked", user)).ShouldBe(0);
    }

    [Fact]
    public async Task A_member_is_told_of_the_administrators_and_an_administrator_of_the_distributor()
    {
        var account = await portal.NewAccount();
        var (boss, user) = (await account.NewAdministrator(), await account.NewUser());
        await LockOut(user);
        await LockOut(boss);

        var told = await portal.Portal.Db.Many<(Guid UserId, string Administrators, string Phone)>(
            "SELECT (payload->>'userId')::uuid, payload->>'administrators', payload->>'phone' FROM platform.outbox WHERE account_id = @Id AND payload->>'kind' = 'locked_out'",
            new { account.Id });
        told.Single(t => t.UserId == user.Id).Administrators.ShouldContain(boss.UserName);
        told.Single(t => t.UserId == boss.Id).ShouldBe((boss.Id, "[]", "+1 305 555 0100"));
        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Text.ShouldContain("Try again in 1 min,");
    }

    [Fact]
    public async Task The_page_shows_why_and_unlocks()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser();
        await LockOut(user);
        using var browser = new Browser(portal.Portal, await (await account.NewAdministrator()).SignIn());
        var page = await browser.Open($"/collaborators/{user.Id}/sign-ins");
        page.Text.ShouldContain("Wrong password");
        var unlocked = await browser.Send($"/collaborators/{user.Id}/unlock", page.Form($"/collaborators/{user.Id}/unlock"));
        unlocked.Location.ShouldBe($"/collaborators/{user.Id}/sign-ins");
        (await portal.Portal.TrySignIn(user.UserName, TestAccount.Password)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_users_page_says_that_they_are_locked_out_and_leads_to_their_sign_ins()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser();
        using var browser = new Browser(portal.Portal, await (await account.NewAdministrator()).SignIn());
        (await browser.Open($"/collaborators/{user.Id}")).Html.ShouldNotContain(">Blocked</span>");
        await LockOut(user);

        var page = await browser.Open($"/collaborators/{user.Id}");
        page.Html.ShouldContain(">Blocked</span>");
        page.Html.ShouldContain($"href=\"/collaborators/{user.Id}/sign-ins\"");
        (await browser.Open($"/collaborators/{user.Id}/sign-ins")).Html.ShouldContain($"<a href=\"/collaborators/{user.Id}\">");
    }

    [Fact]
    public async Task Staff_comes_from_the_account_to_its_administrators_sign_ins()
    {
        var account = await portal.NewAccount();
        var administrator = await account.NewAdministrator();
        using var browser = new Browser(portal.Portal, await portal.NewStaff());

        var page = await browser.Open($"/accounts/{account.Id}");
        page.Html.ShouldContain($"href=\"/collaborators/{administrator.Id}/sign-ins\"");
        page.Html.ShouldContain($"href=\"/certifications/{account.Id}\"");
        page.Html.ShouldContain($"href=\"/features?account={account.Id}\"");
        var signIns = await browser.Open($"/collaborators/{administrator.Id}/sign-ins");
        signIns.Status.ShouldBe(200);
        signIns.Html.ShouldContain("<li><a href=\"/accounts\">");
    }

    [Fact]
    public async Task Each_further_wrong_password_locks_for_longer_and_the_right_one_forgives()
    {
        var time = new AdvancedTime();
        await using var later = await TestPortal.Start(await TestPostgres.NewDatabase(), time, "Identity:MaxFailures=2", "Identity:LockMinutes=1,5,15");
        var user = await (await later.NewAccount()).NewUser();
        await later.TrySignIn(user.UserName, "Wrong-guess-1");
        foreach (var minutes in new[] { 1, 5, 15, 15 })
        {
            (await later.TrySignIn(user.UserName, "Wrong-guess-1")).Code.ShouldBe("identity.wrong_credentials");
            time.By += TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(20);
            (await later.TrySignIn(user.UserName, TestAccount.Password)).Code.ShouldBe("identity.locked", $"for {minutes} minutes");
            time.By += TimeSpan.FromSeconds(21);
        }

        (await later.TrySignIn(user.UserName, TestAccount.Password)).Status.ShouldBe(200);
        (await later.TrySignIn(user.UserName, "Wrong-guess-1")).Status.ShouldBe(401);
        (await later.TrySignIn(user.UserName, TestAccount.Password)).Status.ShouldBe(200);
    }

    private async Task LockOut(TestUser user)
    {
        for (var i = 0; i < 5; i++) (await portal.Portal.TrySignIn(user.UserName, "Wrong-guess-1")).Status.ShouldBe(401);
    }

    private static string Untraced(Answer answer) => Regex.Replace(answer.Text, "\"traceId\":\"[^\"]*\"", "");
}
