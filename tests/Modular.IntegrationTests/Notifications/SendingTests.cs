using System.Net;
using System.Net.Sockets;
using Modular.Integration.Identity;
using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Notifications;

public sealed class SendingTests : IAsyncLifetime
{
    private TestPortal? _portal;
    private SmtpServer? _smtp;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_portal is not null) await _portal.DisposeAsync();
        if (_smtp is not null) await _smtp.DisposeAsync();
    }

    [Fact]
    public async Task While_the_server_is_away_an_e_mail_waits_and_then_goes_out_once()
    {
        var port = FreePort();
        _portal = await Start(port);
        var reader = await Tell(_portal);
        await Eventually.True(async () => (await _portal.Messages(reader)) is [{ Attempts: >= 2, LastError: not null }], "two failed attempts");

        _smtp = await SmtpServer.Start(port);
        var received = await _smtp.To(reader.Email());
        await Eventually.True(async () => (await _portal.Messages(reader))[0].Status == "sent", "sent");
        await Task.Delay(1500);

        received.ShouldHaveSingleItem();
        _smtp.Mails.Count.ShouldBe(1);
        (await _portal.Messages(reader)).ShouldHaveSingleItem().LastError.ShouldBeNull();
    }

    [Fact]
    public async Task A_dead_e_mail_is_listed_and_sent_again_by_staff_alone()
    {
        var port = FreePort();
        _portal = await Start(port, "Notifications:MaxAttempts=1");
        var reader = await Tell(_portal);
        await Eventually.True(async () => (await _portal.Messages(reader)) is [{ Status: "dead" }], "dead");
        var id = (await _portal.Messages(reader))[0].Id;

        (await (await reader.SignIn()).Post($"/api/notifications/messages/{id}/resend")).Status.ShouldBe(403);
        var staff = await _portal.NewStaff();
        var dead = await staff.Get($"/api/notifications/messages?status=dead&q={reader.Email()}");
        dead["total"].GetInt32().ShouldBe(1, dead.Text);
        dead["items"][0].GetProperty("lastError").GetString().ShouldNotBeNullOrEmpty();
        dead.Text.ShouldNotContain("secret", Case.Insensitive);

        _smtp = await SmtpServer.Start(port);
        (await staff.Post($"/api/notifications/messages/{id}/resend")).Status.ShouldBe(204);
        (await _smtp.To(reader.Email())).ShouldHaveSingleItem();
        await Eventually.True(async () => (await _portal.Messages(reader))[0].Status == "sent", "sent");
        (await staff.Post($"/api/notifications/messages/{id}/resend")).Code.ShouldBe("notifications.not_dead");
        (await staff.Post($"/api/notifications/messages/{Guid.NewGuid()}/resend")).Status.ShouldBe(404);
        (await _portal.Db.One<int>(
            "SELECT count(*)::int FROM platform.audit WHERE action = 'notifications.message_resent' AND subject = @subject",
            new { subject = $"message/{id:N}" })).ShouldBe(1);
    }

    [Fact]
    public async Task A_mailbox_that_is_not_there_is_dead_at_once_and_one_that_is_busy_is_tried_again()
    {
        _smtp = await SmtpServer.Start();
        _portal = await Start(_smtp.Port);
        TestUser gone = await _portal.NewReader(), busy = await _portal.NewReader();
        await _portal.Db.Execute("UPDATE identity.users SET email = 'gone-' || email WHERE id = @Id", new { gone.Id });
        await _portal.Db.Execute("UPDATE identity.users SET email = 'later-' || email WHERE id = @Id", new { busy.Id });
        foreach (var user in new[] { gone, busy }) await _portal.Tell(new UserApproved(user.Id, user.Account.Id, user.Account.Name));

        (await _smtp.To("later-" + busy.Email())).ShouldHaveSingleItem();
        await Eventually.True(async () => (await _portal.Messages(gone)) is [{ Status: "dead", Attempts: 1 }], "dead after one attempt");
        await Eventually.True(async () => (await _portal.Messages(busy)) is [{ Status: "sent", Attempts: 2 }], "sent by the second attempt");
    }

    [Fact]
    public async Task The_server_may_ask_for_a_user_and_a_password()
    {
        _smtp = await SmtpServer.Start(0, "portal", "open-sesame");
        _portal = await Start(_smtp.Port, "Notifications:Smtp:User=portal", "Notifications:Smtp:Password=open-sesame");
        var reader = await Tell(_portal);

        (await _smtp.To(reader.Email())).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_server_without_encryption_is_refused_unless_it_is_allowed()
    {
        _smtp = await SmtpServer.Start();
        _portal = await TestPortal.Start(await TestPostgres.NewDatabase(), MailFixture.Settings(_smtp.Port, startTls: true));
        var reader = await Tell(_portal);

        await Eventually.True(async () => (await _portal.Messages(reader)) is [{ Attempts: >= 2, LastError: not null }], "refused");
        _smtp.Mails.ShouldBeEmpty();
    }

    private static async Task<TestPortal> Start(int port, params string[] more) =>
        await TestPortal.Start(await TestPostgres.NewDatabase(), MailFixture.Settings(port, more: more));

    private static async Task<TestUser> Tell(TestPortal portal)
    {
        var reader = await portal.NewReader();
        await portal.Tell(new UserApproved(reader.Id, reader.Account.Id, reader.Account.Name));
        return reader;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
