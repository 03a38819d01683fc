using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;
using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Notifications;

public sealed class AccessMailTests(MailFixture mail) : IClassFixture<MailFixture>
{
    private Sealer Sealer => mail.Portal.Services.GetRequiredService<Sealer>();

    [Theory]
    [InlineData("en", "Your temporary password")]
    [InlineData("es", "Su contraseña temporal")]
    [InlineData("pt-BR", "Sua senha temporária")]
    public async Task A_temporary_password_is_in_the_e_mail_and_nowhere_else(string language, string subject)
    {
        const string password = "Tmp-Sesame-48151623";
        using var log = new Lines();
        mail.Portal.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var reader = await mail.Portal.NewReader(language);
        // Refused once, so that a failure is logged and stored too.
        await mail.Portal.Db.Execute("UPDATE identity.users SET email = 'later-' || email WHERE id = @Id", new { reader.Id });
        await mail.Portal.Tell(new TemporaryPasswordIssued(reader.Id, Sealer.Seal(password), DateTime.UtcNow.AddHours(1)));

        await Eventually.True(async () => (await mail.Portal.Messages(reader)).Count == 1, "written");
        (await Row(reader)).ShouldNotContain(password);
        var received = (await mail.Smtp.To("later-" + reader.Email())).ShouldHaveSingleItem();
        received.Subject.ShouldBe(subject);
        received.Text.ShouldContain(password);
        received.Html.ShouldContain(password);
        await Eventually.True(async () => (await mail.Portal.Messages(reader))[0].Status == "sent", "sent");
        (await Row(reader)).ShouldNotContain(password);
        (await mail.Portal.Db.One<string>("SELECT secret FROM notifications.messages WHERE user_id = @Id", new { reader.Id })).ShouldBeNull();
        log.All.ShouldContain(line => line.Contains("failed for the 1. time", StringComparison.Ordinal));
        log.All.ShouldAllBe(line => !line.Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_locked_out_reads_whom_to_turn_to()
    {
        TestUser member = await mail.Portal.NewReader("es"), boss = await mail.Portal.NewReader("pt-BR");
        await mail.Portal.Tell(new SecurityChanged(member.Id, "locked_out", null, DateTime.UtcNow) { Administrators = ["Ana Contreras <ana@andes.example>"], Phone = "+1 305 555 0100" });
        await mail.Portal.Tell(new SecurityChanged(boss.Id, "locked_out", null, DateTime.UtcNow) { Phone = "+1 305 555 0100" });

        var told = (await mail.Smtp.To(member.Email())).ShouldHaveSingleItem();
        told.Text.ShouldContain("administrador de su cuenta: Ana Contreras <ana@andes.example>");
        told.Text.ShouldNotContain("+1 305");
        (await mail.Smtp.To(boss.Email())).ShouldHaveSingleItem().Text.ShouldContain("ligue para o distribuidor: +1 305 555 0100");
        (await (await boss.SignIn()).Get("/api/notifications")).Text.ShouldContain("+1 305 555 0100");
    }

    [Fact]
    public async Task A_temporary_password_that_has_expired_is_not_sent()
    {
        var reader = await mail.Portal.NewReader();
        await mail.Portal.Tell(new TemporaryPasswordIssued(reader.Id, Sealer.Seal("Old-Sesame-1"), DateTime.UtcNow.AddMinutes(-1)));

        await Eventually.True(async () => (await mail.Portal.Messages(reader)) is [{ Status: "dead" }], "dead");
        mail.Smtp.Mails.ShouldNotContain(m => m.To == reader.Email());
        var id = (await mail.Portal.Messages(reader))[0].Id;
        (await (await mail.Portal.NewStaff()).Post($"/api/notifications/messages/{id}/resend")).Code.ShouldBe("notifications.expired");
    }

    [Theory]
    [InlineData("en", "Rosa invites you to Andes")]
    [InlineData("es", "Rosa le invita a Andes")]
    [InlineData("pt-BR", "Rosa convida você para Andes")]
    public async Task An_invitation_carries_its_link_to_somebody_who_is_no_user(string language, string subject)
    {
        var (token, address) = ($"tok/en+{Guid.NewGuid():N}", $"new-{Guid.NewGuid():N}@test.example");
        await mail.Portal.Tell(new UserInvited(
            Guid.CreateVersion7(), Guid.CreateVersion7(), "Andes", "Rosa", "Ñandú", address, language, Sealer.Seal(token), DateTime.UtcNow.AddDays(1)));

        var received = (await mail.Smtp.To(address)).ShouldHaveSingleItem();
        received.Subject.ShouldBe(subject);
        received.Text.ShouldContain("https://portal.example/invitation?token=" + Uri.EscapeDataString(token));
        received.Text.ShouldContain("Ñandú");
        (await mail.Portal.Db.One<string>("SELECT m::text FROM notifications.messages m WHERE email = @address", new { address }))!.ShouldNotContain(token);
    }

    [Fact]
    public async Task Every_event_of_identity_reaches_those_it_concerns()
    {
        TestUser first = await mail.Portal.NewReader("es"), second = await mail.Portal.NewReader("pt-BR"), owner = await mail.Portal.NewReader();
        var applicant = $"owner-{Guid.NewGuid():N}@test.example";
        await mail.Portal.Tell(new UserAwaitsApproval(owner.Id, "newcomer", first.Account.Id, "Andes", [first.Id, second.Id, first.Id]));
        await mail.Portal.Tell(new SecurityChanged(owner.Id, "new_device", "Firefox, Linux", DateTime.UtcNow));
        await mail.Portal.Tell(new ApplicationReceived(Guid.CreateVersion7(), "A-17", "Sur SpA", "Inés", applicant, "es"));
        await mail.Portal.Tell(new ApplicationDecided(Guid.CreateVersion7(), "A-18", "Sur SpA", "Inés", "no-" + applicant, "es", false, "Falta el RUT", null, null));
        await mail.Portal.Tell(new ApplicationDecided(Guid.CreateVersion7(), "A-19", "Sur SpA", "Inés", "yes-" + applicant, "en", true, "", first.Account.Id, "ines"));

        await mail.Portal.Tell(new EmailChanged(owner.Id, "Rosa", "old-" + applicant, "thief@test.example", "pt-BR", DateTime.UtcNow));
        var renamed = await mail.Portal.NewReader("es");
        await mail.Portal.Tell(new UserRenamed(renamed.Id, "nina.nueva", DateTime.UtcNow));
        (await mail.Smtp.To(renamed.Email())).ShouldHaveSingleItem().Text.ShouldContain("nina.nueva");
        await mail.Portal.Tell(new JoinRefused(JoinRefused.UserNameTaken, "R-1", "rosa", "Rosa", "join-" + applicant, "es"));

        (await mail.Smtp.To("old-" + applicant)).ShouldHaveSingleItem().Text.ShouldContain("thief@test.example");
        (await mail.Smtp.To("join-" + applicant)).ShouldHaveSingleItem().Text.ShouldContain("rosa ya está en uso");
        (await mail.Smtp.To(first.Email())).ShouldHaveSingleItem().Subject.ShouldBe("newcomer pide unirse a Andes");
        (await mail.Smtp.To(second.Email())).ShouldHaveSingleItem().Subject.ShouldBe("newcomer pede para entrar em Andes");
        (await mail.Smtp.To(owner.Email())).ShouldHaveSingleItem().Text.ShouldContain("Firefox, Linux");
        (await mail.Smtp.To(applicant)).ShouldHaveSingleItem().Text.ShouldContain("A-17");
        (await mail.Smtp.To("no-" + applicant)).ShouldHaveSingleItem().Text.ShouldContain("Falta el RUT");
        (await mail.Smtp.To("yes-" + applicant)).ShouldHaveSingleItem().Text.ShouldContain("ines");
    }

    [Fact]
    public async Task A_request_for_a_tool_reaches_those_who_decide_and_the_decision_who_asked_each_in_their_language()
    {
        TestUser boss = await mail.Portal.NewReader("pt-BR"), second = await mail.Portal.NewReader("en"), user = await mail.Portal.NewReader("es");
        var id = Guid.CreateVersion7();
        await mail.Portal.Tell(new ToolRequested(id, user.Id, "Carla", boss.Account.Id, "Andes", "ordering", "Yo hago los pedidos", [boss.Id, second.Id]));
        await mail.Portal.Tell(new ToolDecided(user.Id, user.Account.Id, "Andes", "ordering", false, "Hable con Ana"));

        var asked = (await mail.Smtp.To(boss.Email())).ShouldHaveSingleItem();
        asked.Subject.ShouldBe("Carla solicita acesso a Pedidos");
        asked.Text.ShouldContain("Yo hago los pedidos");
        asked.Text.ShouldContain($"https://portal.example/access-requests/{id}");
        (await mail.Smtp.To(second.Email())).ShouldHaveSingleItem().Subject.ShouldBe("Carla asks for access to Orders");
        var decided = (await mail.Smtp.To(user.Email())).ShouldHaveSingleItem();
        decided.Subject.ShouldBe("Su solicitud de Pedidos fue rechazada");
        decided.Text.ShouldContain("Hable con Ana");
        (await (await boss.SignIn(mail.Portal)).Get("/api/notifications"))["items"][0].GetProperty("link").GetString().ShouldBe($"/access-requests/{id}");
    }

    private async Task<string> Row(TestUser user) =>
        (await mail.Portal.Db.One<string>("SELECT m::text FROM notifications.messages m WHERE user_id = @Id", new { user.Id }))!;

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _all = new();

        public IReadOnlyList<string> All => [.. _all];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _all.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
