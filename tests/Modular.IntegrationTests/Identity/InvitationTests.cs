using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Data;
using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

public sealed class InvitationTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Open_invitations_are_downloaded_by_who_manages_the_accounts_people()
    {
        var (account, api) = await Inviting();
        foreach (var name in new[] { "Nina", "Otto" }) await api.Post("/api/invitations", new { name, email = name + "@test.example", privileges = new[] { "orders.view" } });
        var (_, stranger) = await Inviting();

        var file = await api.Get("/api/invitations/export?format=csv&sort=sentAt");

        file.Status.ShouldBe(200, file.Text);
        var lines = file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        (lines[1].Contains("Nina@test.example", StringComparison.Ordinal), lines[2].Contains("Otto@test.example", StringComparison.Ordinal)).ShouldBe((true, true), file.Text);
        (await api.Get("/api/invitations/export?format=xlsx")).Status.ShouldBe(200);
        (await api.Get("/api/invitations/export?format=pdf")).ShouldBeRefused(400, "request.invalid", "format");
        (await stranger.Get("/api/invitations/export?format=csv")).Text.ShouldNotContain("Nina");
        (await (await (await account.NewUser()).SignIn()).Get("/api/invitations/export?format=csv")).Status.ShouldBe(403);
        using var browser = new Browser(portal.Portal, api);
        (await browser.Open("/collaborators/invitations?sort=sentAt")).Html.ShouldContain("/collaborators/invitations/download?sort=sentAt&amp;format=csv");
        (await browser.Open("/collaborators/invitations/download?format=csv")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_invited_person_becomes_a_user_by_the_link_once()
    {
        var (account, api) = await Inviting();
        var sent = await api.Post("/api/invitations", new { name = "Nina Nueva", email = "nina@test.example", privileges = new[] { "orders.view" } });
        sent.Status.ShouldBe(201, sent.Text);
        var (token, name) = (await Token(account), Staffing.NewName());
        (await portal.Portal.Db.One<int>("SELECT count(*)::int FROM identity.invitations WHERE token_hash = @token", new { token = System.Text.Encoding.UTF8.GetBytes(token) })).ShouldBe(0);

        var both = await Task.WhenAll(Accept(token, name), Accept(token, name + "-2"));

        both.Select(a => a.Status).Order().ShouldBe([204, 404]);
        var winner = both[0].Status == 204 ? name : name + "-2";
        var session = await portal.Anonymous.Post("/api/session", new { userName = winner, password = "Nina-1234" });
        session["privileges"].EnumerateArray().Select(p => p.GetString()).ShouldBe(["orders.view"]);
        (await Accept(token, Staffing.NewName())).ShouldBeRefused(404, "identity.invitation_unknown");
        (await api.Get("/api/invitations"))["total"].GetInt32().ShouldBe(0);
        (await api.Get("/api/collaborators?q=nina@"))["total"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_who_is_a_user_already_joins_with_that_user_once()
    {
        var (account, api) = await Inviting();
        var user = await (await portal.NewAccount()).NewUser();
        var own = await user.SignIn();
        await api.Post("/api/invitations", new { name = "N", email = "n@test.example", privileges = new[] { "orders.view" } });
        var token = await Token(account);
        (await portal.Anonymous.Post("/api/invitations/membership", new { token })).Status.ShouldBe(401);
        (await own.Post("/api/invitations/membership", new { token = "other" })).ShouldBeRefused(404, "identity.invitation_unknown");

        using var browser = new Browser(portal.Portal, own);
        var page = await browser.Open("/invitation?token=" + Uri.EscapeDataString(token));
        (await browser.Submit(page, "join")).Text.ShouldContain("You are a member now");

        (await own.Post("/api/invitations/membership", new { token })).ShouldBeRefused(404, "identity.invitation_unknown");
        (await own.Put("/api/session/account", new { accountId = account.Id }))["privileges"].EnumerateArray().Select(p => p.GetString()).ShouldBe(["orders.view"]);
        await api.Post("/api/invitations", new { name = "N", email = "n@test.example" });
        var second = await Token(account);
        (await own.Post("/api/invitations/membership", new { token = second })).ShouldBeRefused(409, "identity.already_member");
        (await Accept(second, Staffing.NewName())).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Sent_again_the_old_link_is_dead_and_withdrawn_every_link()
    {
        var (account, api) = await Inviting();
        var id = (await api.Post("/api/invitations", new { name = "N", email = "n@test.example" })).Id;
        var old = await Token(account);
        (await api.Post($"/api/invitations/{id}/resend")).Status.ShouldBe(200);
        var present = await Token(account);
        present.ShouldNotBe(old);
        (await Accept(old, Staffing.NewName())).ShouldBeRefused(404, "identity.invitation_unknown");

        (await api.Delete($"/api/invitations/{id}")).Status.ShouldBe(204);

        (await Accept(present, Staffing.NewName())).ShouldBeRefused(404, "identity.invitation_unknown");
        (await api.Post($"/api/invitations/{id}/resend")).ShouldBeRefused(404, "identity.invitation_unknown");
        (await account.Audited($"invitation/{id}")).Select(t => t.Action)
            .ShouldBe(["identity.user_invited", "identity.invitation_sent_again", "identity.invitation_withdrawn"]);
    }

    [Fact]
    public async Task After_seven_days_the_link_is_worth_nothing()
    {
        var (account, api) = await Inviting();
        var id = (await api.Post("/api/invitations", new { name = "N", email = "n@test.example" })).Id;
        var valid = await portal.Portal.Db.One<TimeSpan>("SELECT valid_until - sent_at FROM identity.invitations WHERE id = @id", new { id });
        valid.ShouldBe(TimeSpan.FromDays(7));
        await portal.Portal.Db.Execute("UPDATE identity.invitations SET valid_until = now() - interval '1 second' WHERE id = @id", new { id });
        (await Accept(await Token(account), Staffing.NewName())).ShouldBeRefused(404, "identity.invitation_unknown");
    }

    [Fact]
    public async Task Another_account_reaches_no_invitation_and_managers_send_none()
    {
        var (account, api) = await Inviting();
        var id = (await api.Post("/api/invitations", new { name = "N", email = "n@test.example" })).Id;
        var (_, stranger) = await Inviting();
        (await stranger.Delete($"/api/invitations/{id}")).ShouldBeRefused(404, "identity.invitation_unknown");
        (await stranger.Post($"/api/invitations/{id}/resend")).ShouldBeRefused(404, "identity.invitation_unknown");
        var manager = await (await account.NewUser("collaborators.manage")).SignIn();
        (await manager.Post("/api/invitations", new { name = "N", email = "n@test.example" })).ShouldBeRefused(403, "identity.administrators_only");
        (await api.Post("/api/invitations", new { name = "N", email = "n@test.example", privileges = new[] { "no.such" } })).ShouldBeRefused(400, "identity.privilege_unknown", "privileges");
    }

    [Fact]
    public async Task The_links_page_asks_for_user_name_and_password()
    {
        var (account, api) = await Inviting();
        using var browser = new Browser(portal.Portal, api);
        var sent = await browser.Submit(await browser.Open("/collaborators/invitations"), "invite", ("Form.Name", "Nina"), ("Form.Email", "n@test.example"));
        sent.Status.ShouldBe(302, sent.Text);
        (await browser.Open("/collaborators/invitations")).Text.ShouldContain("n@test.example");
        var name = Staffing.NewName();

        using var invited = new Browser(portal.Portal, null);
        var page = await invited.Open("/invitation?token=" + await Token(account));

        page.Text.ShouldContain("invites you to join " + account.Name);
        var weak = await invited.Submit(page, "accept", ("Form.UserName", name), ("Form.Password", "weak"));
        (weak.Status, weak.Text.Contains("At least 6 characters", StringComparison.Ordinal)).ShouldBe((400, true));
        (await invited.Submit(page, "accept", ("Form.UserName", name), ("Form.Password", "Nina-1234"))).Text.ShouldContain("You are in");
        (await invited.Open(page.Path)).Text.ShouldContain("used, withdrawn or older than 7 days");
    }

    private async Task<(TestAccount Account, Api Api)> Inviting()
    {
        var account = await portal.NewAccount();
        return (account, await (await account.NewAdministrator()).SignIn());
    }

    private async Task<string> Token(TestAccount account) =>
        portal.Portal.Services.GetRequiredService<Sealer>().Open((await account.Told("identity.UserInvited"))[^1].GetProperty("sealedToken").GetString()!)!;

    private Task<Answer> Accept(string token, string userName) =>
        portal.Anonymous.Post("/api/invitations/acceptance", new { token, userName, password = "Nina-1234" });
}
