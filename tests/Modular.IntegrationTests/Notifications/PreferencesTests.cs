using Modular.Integration.Identity;
using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Notifications;

public sealed class PreferencesTests(MailFixture mail) : IClassFixture<MailFixture>
{
    private const string Path = "/api/me/notification-preferences";

    [Fact]
    public async Task Without_a_choice_everything_is_told_at_once()
    {
        var seen = await (await (await mail.Portal.NewReader()).SignIn()).Get(Path);

        seen["email"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var kinds = seen["kinds"].EnumerateArray().ToList();
        kinds.ShouldContain(k => k.GetProperty("kind").GetString() == "order_confirmation");
        kinds.ShouldAllBe(k => k.GetProperty("email").GetString() == "immediately");
    }

    [Fact]
    public async Task What_is_switched_off_is_not_told()
    {
        var reader = await mail.Portal.NewReader();
        var api = await reader.SignIn();
        var saved = await Save(api, null, ("access_granted", "off", false));
        saved.Status.ShouldBe(200, saved.Text);
        await Approve(reader);
        await mail.Portal.Tell(new SecurityChanged(reader.Id, "password_changed", null, DateTime.UtcNow));

        (await mail.Smtp.To(reader.Email())).ShouldHaveSingleItem().Subject.ShouldBe("Your password was changed");
        await Eventually.True(Delivered, "both events handled");
        (await mail.Portal.Messages(reader)).Count.ShouldBe(1);
        (await api.Get("/api/notifications"))["items"].EnumerateArray().ShouldHaveSingleItem().GetProperty("kind").GetString().ShouldBe("security");
    }

    [Fact]
    public async Task Another_address_gets_what_may_be_chosen_and_never_a_security_notice()
    {
        var reader = await mail.Portal.NewReader();
        var other = "other-" + reader.Email();
        (await Save(await reader.SignIn(), other)).Status.ShouldBe(200);
        await Approve(reader);
        await mail.Portal.Tell(new SecurityChanged(reader.Id, "password_changed", null, DateTime.UtcNow));

        (await mail.Smtp.To(other)).ShouldHaveSingleItem().Subject.ShouldStartWith("You now have access");
        (await mail.Smtp.To(reader.Email())).ShouldHaveSingleItem().Subject.ShouldBe("Your password was changed");
    }

    [Fact]
    public async Task What_is_wanted_daily_comes_in_one_e_mail()
    {
        var reader = await mail.Portal.NewReader("es");
        (await Save(await reader.SignIn(), null, ("access_granted", "daily", true))).Status.ShouldBe(200);
        await mail.Portal.Tell(new UserApproved(reader.Id, reader.Account.Id, "Andes"));
        await mail.Portal.Tell(new UserApproved(reader.Id, reader.Account.Id, "Río <b>"));
        await Eventually.True(async () => (await mail.Portal.Messages(reader)) is [{ Status: "daily" }, { Status: "daily" }], "held back");

        await mail.Portal.Db.Execute("UPDATE notifications.messages SET next_attempt_at = now() WHERE user_id = @Id", new { reader.Id });

        var received = (await mail.Smtp.To(reader.Email())).ShouldHaveSingleItem();
        received.Subject.ShouldBe("Sus notificaciones del día");
        received.Text.ShouldContain("Ya tiene acceso a Andes");
        received.Html.ShouldContain("Ya tiene acceso a R&#237;o &lt;b&gt;");
        await Eventually.True(
            async () => (await mail.Portal.Messages(reader)).Select(m => m.Status).Order().SequenceEqual(["collected", "collected", "sent"]), "collected");
    }

    [Theory]
    [InlineData("password_reset", "off", "notifications.kind_required")]
    [InlineData("invitation", "daily", "notifications.kind_required")]
    [InlineData("security", "off", "notifications.kind_required")]
    [InlineData("weather", "off", "notifications.kind_unknown")]
    [InlineData("order_confirmation", "hourly", "request.invalid")]
    public async Task What_cannot_be_chosen_is_refused(string kind, string email, string code)
    {
        var api = await (await mail.Portal.NewReader()).SignIn();
        var before = await api.Get(Path);

        var refused = await Save(api, null, (kind, email, true));

        (refused.Status, refused.Code).ShouldBe((400, code));
        (await api.Get(Path)).Text.ShouldBe(before.Text);
    }

    [Fact]
    public async Task A_change_is_audited_and_an_address_must_be_one()
    {
        var reader = await mail.Portal.NewReader();
        var api = await reader.SignIn();

        (await Save(api, "no address")).Fields.ShouldBe(["email"]);
        (await Save(api, "me@test.example", ("order_confirmation", "daily", false))).Status.ShouldBe(200);

        (await mail.Portal.Db.One<string>(
            "SELECT after::text FROM platform.audit WHERE action = 'notifications.preferences_changed' AND user_id = @Id AND account_id = @account",
            new { reader.Id, account = reader.Account.Id }))!.ShouldContain("me@test.example");
    }

    [Fact]
    public async Task The_page_saves_without_JavaScript()
    {
        var api = await (await mail.Portal.NewReader()).SignIn();
        using var browser = new Browser(mail.Portal, api);
        var page = await browser.Open("/me/notifications");
        page.Status.ShouldBe(200);

        var saved = await browser.Submit(page, "notification-preferences", ("email.order_confirmation", "off"), ("portal.order_confirmation", null));

        saved.Location.ShouldBe("/me/notifications");
        var order = (await api.Get(Path))["kinds"].EnumerateArray().Single(k => k.GetProperty("kind").GetString() == "order_confirmation");
        (order.GetProperty("email").GetString(), order.GetProperty("portal").GetBoolean()).ShouldBe(("off", false));
    }

    private static Task<Answer> Save(Api api, string? email, params (string Kind, string Email, bool Portal)[] kinds) =>
        api.Put(Path, new { email, kinds = kinds.Select(k => new { kind = k.Kind, email = k.Email, portal = k.Portal }) });

    private Task Approve(TestUser reader) => mail.Portal.Tell(new UserApproved(reader.Id, reader.Account.Id, reader.Account.Name));

    private async Task<bool> Delivered() => await mail.Portal.Db.One<int>("SELECT count(*)::int FROM platform.outbox WHERE delivered_at IS NULL") == 0;
}
