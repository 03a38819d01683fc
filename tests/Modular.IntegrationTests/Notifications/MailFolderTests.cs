using Modular.Integration.Identity;
using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Notifications;

/// <summary>On a portal of its own: another host on the same database would put the e-mails into its own folder.</summary>
public sealed class MailFolderTests : IAsyncLifetime
{
    private TestPortal _portal = null!;

    public async Task InitializeAsync() => _portal = await TestPortal.Start(await TestPostgres.NewDatabase());

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Without_an_SMTP_server_staff_reads_the_e_mails_in_the_portal_and_nobody_else_does()
    {
        var reader = await _portal.NewReader("es");
        await _portal.Tell(new UserApproved(reader.Id, reader.Account.Id, "Andes <i>"));
        await Eventually.True(async () => (await _portal.Messages(reader)) is [{ Status: "sent" }], "written to its file");
        var id = (await _portal.Messages(reader))[0].Id;

        using var staff = new Browser(_portal, await _portal.NewStaff());
        (await staff.Open("/mail?size=100")).Status.ShouldBe(200);
        var page = await staff.Open($"/mail/{id}");
        page.Text.ShouldContain("Ya tiene acceso a Andes <i>");
        var html = await staff.Open($"/mail/{id}/html");
        html.Html.ShouldContain("Andes &lt;i&gt;");
        (await staff.Open("/notifications/messages?status=sent")).Text.ShouldContain("Sent");

        using var stranger = new Browser(_portal, await reader.SignIn());
        foreach (var path in new[] { "/mail", $"/mail/{id}", $"/mail/{id}/html" }) (await stranger.Open(path)).Status.ShouldBe(404, path);
        (await stranger.Open("/notifications/messages")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task The_page_of_e_mails_sends_a_dead_one_again()
    {
        var reader = await _portal.NewReader();
        await _portal.Tell(new UserApproved(reader.Id, reader.Account.Id, "Andes"));
        await Eventually.True(async () => (await _portal.Messages(reader)) is [{ Status: "sent" }], "sent");
        await _portal.Db.Execute("UPDATE notifications.messages SET status = 'dead' WHERE user_id = @Id", new { reader.Id });
        var id = (await _portal.Messages(reader))[0].Id;
        using var staff = new Browser(_portal, await _portal.NewStaff());

        var page = await staff.Open($"/notifications/messages?status=dead&q={reader.Email()}");
        var sent = await staff.Send($"/notifications/messages/{id}/resend", page.Form($"/notifications/messages/{id}/resend"));

        sent.Location!.ShouldStartWith("/notifications/messages");
        await Eventually.True(async () => (await _portal.Messages(reader)) is [{ Status: "sent" }], "sent again");
    }
}
