using Modular.Integration.Identity;
using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Notifications;

public sealed class MailFolderTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Without_an_SMTP_server_staff_reads_the_e_mails_in_the_portal_and_nobody_else_does()
    {
        var reader = await portal.Portal.NewReader("es");
        await portal.Portal.Tell(new UserApproved(reader.Id, reader.Account.Id, "Andes <i>"));
        await Eventually.True(async () => (await portal.Portal.Messages(reader)) is [{ Status: "sent" }], "written to its file");
        var id = (await portal.Portal.Messages(reader))[0].Id;

        using var staff = new Browser(portal.Portal, await portal.NewStaff());
        (await staff.Open("/mail?size=100")).Status.ShouldBe(200);
        var page = await staff.Open($"/mail/{id}");
        page.Text.ShouldContain("Ya tiene acceso a Andes <i>");
        var html = await staff.Open($"/mail/{id}/html");
        html.Html.ShouldContain("Andes &lt;i&gt;");
        (await staff.Open("/notifications/messages?status=sent")).Text.ShouldContain("Sent");

        using var stranger = new Browser(portal.Portal, await reader.SignIn());
        foreach (var path in new[] { "/mail", $"/mail/{id}", $"/mail/{id}/html" }) (await stranger.Open(path)).Status.ShouldBe(404, path);
        (await stranger.Open("/notifications/messages")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task The_page_of_e_mails_sends_a_dead_one_again()
    {
        var reader = await portal.Portal.NewReader();
        await portal.Portal.Tell(new UserApproved(reader.Id, reader.Account.Id, "Andes"));
        await Eventually.True(async () => (await portal.Portal.Messages(reader)) is [{ Status: "sent" }], "sent");
        await portal.Portal.Db.Execute("UPDATE notifications.messages SET status = 'dead' WHERE user_id = @Id", new { reader.Id });
        var id = (await portal.Portal.Messages(reader))[0].Id;
        using var staff = new Browser(portal.Portal, await portal.NewStaff());

        var page = await staff.Open($"/notifications/messages?status=dead&q={reader.Email()}");
        var sent = await staff.Send($"/notifications/messages/{id}/resend", page.Form($"/notifications/messages/{id}/resend"));

        sent.Location!.ShouldStartWith("/notifications/messages");
        await Eventually.True(async () => (await portal.Portal.Messages(reader)) is [{ Status: "sent" }], "sent again");
    }
}
