using System.Text.RegularExpressions;
using Modular.Integration.Identity;
using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Notifications;

public sealed class InboxTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task What_was_told_is_unread_until_it_is_read()
    {
        var (reader, api) = await Told(2);
        var unread = await api.Get("/api/notifications?unread=true");
        unread["total"].GetInt32().ShouldBe(2, unread.Text);
        unread["items"][0].GetProperty("text").GetString().ShouldBe($"You now have access to {reader.Account.Name}.");
        var id = unread["items"][0].GetProperty("id").GetGuid();

        (await api.Post($"/api/notifications/{id}/read"))["readAt"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.String);
        (await api.Get("/api/notifications?unread=true"))["total"].GetInt32().ShouldBe(1);
        (await api.Post("/api/notifications/read")).Status.ShouldBe(204);
        (await api.Get("/api/notifications?unread=true"))["total"].GetInt32().ShouldBe(0);
        (await api.Get("/api/notifications"))["total"].GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_strangers_notifications_are_not_found()
    {
        var (reader, api) = await Told(1);
        var id = (await api.Get("/api/notifications"))["items"][0].GetProperty("id").GetGuid();
        var colleague = await (await reader.Account.NewUser()).SignIn();

        (await colleague.Post($"/api/notifications/{id}/read")).Status.ShouldBe(404);
        (await colleague.Get("/api/notifications"))["total"].GetInt32().ShouldBe(0);
        (await colleague.Post("/api/notifications/read")).Status.ShouldBe(204);
        (await api.Get("/api/notifications?unread=true"))["total"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Acting_for_another_account_shows_only_what_concerns_the_person()
    {
        var (reader, api) = await Told(1);
        await portal.Portal.Tell(new SecurityChanged(reader.Id, "new_device", "Firefox", DateTime.UtcNow));
        await Eventually.True(async () => (await api.Get("/api/notifications"))["total"].GetInt32() == 2, "both told");
        var other = await portal.NewAccount();
        await other.Join(reader);

        var there = await reader.SignIn();
        (await there.Put("/api/session/account", new { accountId = other.Id })).Status.ShouldBe(200);

        (await there.Get("/api/notifications"))["items"].EnumerateArray().ShouldHaveSingleItem().GetProperty("kind").GetString().ShouldBe("security");
    }

    [Fact]
    public async Task The_bell_counts_and_the_page_marks_as_read_without_JavaScript()
    {
        var (_, api) = await Told(2);
        using var browser = new Browser(portal.Portal, api);
        (await browser.Open("/help")).Text.ShouldContain("Notifications, 2 unread");

        var page = await browser.Open("/notifications?unread=true");
        var action = Regex.Match(page.Html, "action=\"(/notifications/[0-9a-f-]{36}/read)\"").Groups[1].Value;
        var opened = await browser.Send(action, page.Form(action));

        opened.Location.ShouldBe("/");
        (await browser.Open("/help")).Text.ShouldContain("Notifications, 1 unread");
        var rest = await browser.Open("/notifications");
        (await browser.Send("/notifications/read", rest.Form("/notifications/read"))).Location.ShouldBe("/notifications");
        (await browser.Open("/help")).Text.ShouldNotContain("unread");
        (await browser.Open("/notifications?unread=true")).Text.ShouldContain("Everything has been read");
    }

    [Fact]
    public async Task Pages_opened_at_a_moment_show_each_reader_their_own_bell_and_accounts()
    {
        var readers = await Task.WhenAll(Enumerable.Range(1, 4).Select(async times => (await Told(times), Other: await portal.NewAccount(), times)));
        foreach (var ((reader, _), other, _) in readers) await other.Join(reader);

        await Task.WhenAll(Enumerable.Range(0, 32).Select(async i =>
        {
            var ((reader, api), other, times) = readers[i % readers.Length];
            using var browser = new Browser(portal.Portal, api);
            var page = await browser.Open("/help");
            page.Text.ShouldContain($"Notifications, {times} unread");
            Regex.Matches(page.Html, "name=\"accountId\" value=\"([^\"]+)\"").Select(m => Guid.Parse(m.Groups[1].Value))
                .ShouldBe([reader.Account.Id, other.Id], ignoreOrder: true);
        }));
    }

    private async Task<(TestUser Reader, Api Api)> Told(int times)
    {
        var reader = await portal.Portal.NewReader();
        var api = await reader.SignIn();
        for (var i = 0; i < times; i++) await portal.Portal.Tell(new UserApproved(reader.Id, reader.Account.Id, reader.Account.Name));
        await Eventually.True(async () => (await api.Get("/api/notifications"))["total"].GetInt32() == times, "told");
        return (reader, api);
    }
}
