using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Data;
using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

/// <summary>How people come into an account, and how they are shut out.</summary>
public sealed class NewPeopleTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_user_whom_an_administrator_adds_gets_a_temporary_password_and_may_do_nothing_yet()
    {
        var account = await portal.NewAccount();
        var api = await (await account.NewAdministrator()).SignIn();
        var name = Staffing.NewName();

        var made = await api.Post("/api/collaborators", Staffing.Newcomer(name));

        (made.Status, made["access"].GetString(), made["status"].GetString()).ShouldBe((201, "No access", "active"), made.Text);
        made.Location.ShouldBe($"/api/collaborators/{made["userId"].GetGuid()}");
        var told = (await account.Told("identity.TemporaryPasswordIssued")).Single();
        told.GetProperty("userId").GetGuid().ShouldBe(made["userId"].GetGuid());
        var password = portal.Portal.Services.GetRequiredService<Sealer>().Open(told.GetProperty("sealedPassword").GetString()!)!;
        (await SignIn(name, password)).Status.ShouldBe(200);
        (await api.Post("/api/collaborators", Staffing.Newcomer(name.ToUpperInvariant()))).ShouldBeRefused(409, "identity.user_name_taken", "userName");
        (await account.Audited($"user/{made["userId"].GetGuid()}"))[0].After!.ShouldNotContain(password);
    }

    [Fact]
    public async Task Who_was_added_or_invited_by_a_host_that_was_killed_then_is_not_added_or_invited_twice()
    {
        var account = await portal.NewAccount();
        var api = await (await account.NewAdministrator()).SignIn();
        var (newcomer, invited, key) = (Staffing.Newcomer(Staffing.NewName()), new { name = "N", email = "n@test.example" }, ("Idempotency-Key", "once"));
        var (made, sent) = (await api.Post("/api/collaborators", newcomer, key), await api.Post("/api/invitations", invited, key));
        (made.Status, sent.Status).ShouldBe((201, 201), made.Text + sent.Text);

        // It was killed before it kept the answers.
        (await portal.Portal.Db.Execute(
            "UPDATE platform.idempotency SET status = NULL, body = NULL, claimed_until = now() - interval '1 s' WHERE account_id = @Id", new { account.Id })).ShouldBe(2);
        var again = (Made: await api.Post("/api/collaborators", newcomer, key), Sent: await api.Post("/api/invitations", invited, key));

        (again.Made.Status, again.Made["userId"].GetGuid()).ShouldBe((201, made["userId"].GetGuid()), again.Made.Text);
        (again.Sent.Status, again.Sent.Id).ShouldBe((201, sent.Id), again.Sent.Text);
        (await account.Told("identity.TemporaryPasswordIssued")).Length.ShouldBe(1);
        (await account.Told("identity.UserInvited")).Length.ShouldBe(1);
        (await api.Get("/api/invitations"))["total"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Only_administrators_add_people_and_what_they_type_must_have_a_shape()
    {
        var account = await portal.NewAccount();
        var (manager, user) = (await account.NewUser("collaborators.manage"), await account.NewUser());
        var api = await (await account.NewAdministrator()).SignIn();
        (await (await manager.SignIn()).Post("/api/collaborators", Staffing.Newcomer(Staffing.NewName()))).ShouldBeRefused(403, "identity.administrators_only");
        (await (await user.SignIn()).Post("/api/collaborators", Staffing.Newcomer(Staffing.NewName()))).ShouldBeRefused(403, "request.privilege_missing");
        (await api.Post("/api/collaborators", new { userName = "a b", name = "", email = "nowhere" })).Fields.Order().ShouldBe(["email", "name", "userName"]);
        (await api.Post("/api/collaborators", new { userName = Staffing.NewName(), name = "N", email = "n@test.example", privileges = new[] { "catalog.manage" } }))
            .ShouldBeRefused(400, "identity.privilege_unknown", "privileges");
    }

    [Fact]
    public async Task Whoever_asks_to_join_is_let_in_by_an_administrator_and_not_before()
    {
        var account = await portal.NewAccount();
        var boss = await account.NewAdministrator();
        var api = await boss.SignIn();
        var name = Staffing.NewName();
        var request = new { accountNumber = account.Name, userName = name, name = "Nina Nueva", email = "nina@test.example", password = "Nina-1234" };

        (await portal.Anonymous.Post("/api/join-requests", request)).Status.ShouldBe(202);

        await BuildingBlocks.Eventually.True(async () => (await account.Told("identity.UserAwaitsApproval")).Length == 1, "the administrators are asked");
        (await SignIn(name, "Nina-1234")).ShouldBeRefused(403, "identity.not_approved");
        (await SignIn(name, "Nina-1235")).ShouldBeRefused(401, "identity.wrong_credentials");
        var told = (await account.Told("identity.UserAwaitsApproval")).Single();
        told.GetProperty("administratorIds").EnumerateArray().Select(id => id.GetGuid()).ShouldBe([boss.Id]);
        var userId = told.GetProperty("userId").GetGuid();
        (await api.Get($"/api/collaborators/{userId}"))["status"].GetString().ShouldBe("waiting");
        (await api.Put($"/api/collaborators/{userId}/active", new { active = true })).ShouldBeRefused(409, "identity.not_approved_yet");
        (await api.Delete($"/api/collaborators/{userId}/approval"))["status"].GetString().ShouldBe("refused");
        (await SignIn(name, "Nina-1234")).ShouldBeRefused(403, "identity.not_approved");

        (await api.Put($"/api/collaborators/{userId}/approval"))["status"].GetString().ShouldBe("active");
        (await api.Put($"/api/collaborators/{userId}/approval")).ShouldBeRefused(409, "identity.not_waiting");
        (await account.Told("identity.UserApproved")).Single().GetProperty("userId").GetGuid().ShouldBe(userId);
        (await SignIn(name, "Nina-1234"))["privileges"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_request_to_join_tells_a_stranger_neither_accounts_nor_users_but_its_sender_by_mail()
    {
        var (account, distributor) = (await portal.NewAccount(), await portal.NewAccount("distributor"));
        var there = await account.NewUser();
        object Request(string number, string password, string? email = null, string? userName = null) =>
            new { accountNumber = number, userName = userName ?? Staffing.NewName(), name = "N", email = email ?? "n@test.example", password };
        foreach (var (number, userName, cause) in new[]
        {
            ("none", Staffing.NewName(), "no_such_account"), (distributor.Name, Staffing.NewName(), "no_such_account"),
            (account.Name, there.UserName.ToUpperInvariant(), "user_name_taken"),
        })
        {
            var email = $"{Guid.NewGuid():N}@test.example";
            (await portal.Anonymous.Post("/api/join-requests", Request(number, "Nina-1234", email, userName))).Status.ShouldBe(202);
            await BuildingBlocks.Eventually.True(
                async () => await portal.Portal.Db.One<string>(
                    "SELECT payload->>'cause' FROM platform.outbox WHERE type = 'identity.JoinRefused' AND payload->>'email' = @email", new { email }) == cause,
                cause);
        }

        (await account.Told("identity.UserAwaitsApproval")).ShouldBeEmpty();
        (await portal.Anonymous.Post("/api/join-requests", Request("none", "nina-1234"))).ShouldBeRefused(400, "identity.password_shape", "password");
        (await portal.Anonymous.Post("/api/join-requests", Request("none", "Password1"))).ShouldBeRefused(400, "identity.password_well_known", "password");
    }

    [Fact]
    public async Task A_deactivated_user_is_out_at_once_and_comes_back_when_activated()
    {
        var account = await portal.NewAccount();
        var (boss, user) = (await account.NewAdministrator(), await account.NewUser("orders.view"));
        var (api, own) = (await boss.SignIn(), await user.SignIn());

        (await Activate(api, user.Id, false))["status"].GetString().ShouldBe("inactive");

        (await own.Get("/api/orders")).Status.ShouldBe(401);
        (await SignIn(user.UserName, TestAccount.Password)).ShouldBeRefused(403, "identity.deactivated");
        (await api.Get($"/api/collaborators/{user.Id}/sign-ins"))["items"][0].GetProperty("outcome").GetString().ShouldBe("refused");
        (await Activate(api, user.Id, true))["status"].GetString().ShouldBe("active");
        (await (await user.SignIn()).Get("/api/orders")).Status.ShouldBe(200);
        (await Activate(api, boss.Id, false)).ShouldBeRefused(409, "identity.last_administrator");
        (await api.Put($"/api/collaborators/{user.Id}/active", new { })).ShouldBeRefused(400, "request.invalid", "active");
        var stranger = await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
        (await Activate(stranger, user.Id, false)).ShouldBeRefused(404, "identity.collaborator_unknown");
    }

    [Fact]
    public async Task A_password_is_reset_by_the_administrator_of_the_users_own_account_alone()
    {
        var account = await portal.NewAccount();
        var user = await account.NewUser();
        var own = await user.SignIn();
        var api = await (await account.NewAdministrator()).SignIn();
        var guestAt = await portal.NewAccount();
        await guestAt.Join(user);
        var host = await (await guestAt.NewAdministrator()).SignIn();
        (await host.Post($"/api/collaborators/{user.Id}/password-reset")).ShouldBeRefused(409, "identity.belongs_elsewhere");

        (await api.Post($"/api/collaborators/{user.Id}/password-reset")).Status.ShouldBe(204);

        (await own.Get("/api/session")).Status.ShouldBe(401);
        (await SignIn(user.UserName, TestAccount.Password)).Status.ShouldBe(401);
        var told = (await account.Told("identity.TemporaryPasswordIssued")).Single().GetProperty("sealedPassword").GetString()!;
        (await SignIn(user.UserName, portal.Portal.Services.GetRequiredService<Sealer>().Open(told)!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Every_member_sees_who_administers_the_account()
    {
        var account = await portal.NewAccount("premier", "CL");
        var boss = await account.NewAdministrator();
        var member = await (await account.NewUser()).SignIn();

        var company = await member.Get("/api/account");

        (company["name"].GetString(), company["kind"].GetString(), company["country"].GetString()).ShouldBe((account.Name, "premier", "CL"));
        company["administrators"].EnumerateArray().Single().GetProperty("email").GetString().ShouldBe(boss.UserName + "@test.example");
        using var browser = new Browser(portal.Portal, member);
        var page = await browser.Open("/company");
        page.Text.ShouldContain("Who is my administrator?");
        page.Text.ShouldContain(boss.UserName);
    }

    private Task<Answer> SignIn(string userName, string password) => portal.Anonymous.Post("/api/session", new { userName, password });

    private static Task<Answer> Activate(Api api, Guid userId, bool active) => api.Put($"/api/collaborators/{userId}/active", new { active });
}
