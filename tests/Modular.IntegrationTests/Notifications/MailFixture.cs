using System.Globalization;
using Modular.BuildingBlocks.Events;

namespace Modular.IntegrationTests.Notifications;

/// <summary>A portal that sends its e-mails to a real SMTP server.</summary>
public sealed class MailFixture : IAsyncLifetime
{
    internal SmtpServer Smtp { get; private set; } = null!;

    public TestPortal Portal { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Smtp = await SmtpServer.Start();
        Portal = await TestPortal.Start(await TestPostgres.NewDatabase(), Settings(Smtp.Port));
    }

    public async Task DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Smtp.DisposeAsync();
    }

    public static string[] Settings(int port, bool startTls = false, params string[] more) =>
    [
        "Notifications:Smtp:Host=127.0.0.1", $"Notifications:Smtp:Port={port.ToString(CultureInfo.InvariantCulture)}", $"Notifications:Smtp:StartTls={(startTls ? "true" : "false")}",
        "Notifications:PortalUrl=https://portal.example", "Notifications:From=portal@portal.example", "Notifications:FirstRetrySeconds=0.2", .. more,
    ];
}

/// <summary>What the tests of notifications do to a portal.</summary>
internal static class Told
{
    /// <summary>Tells an event as its module would: through the outbox.</summary>
    public static Task Tell<TEvent>(this TestPortal portal, TEvent e) where TEvent : notnull => portal.Db.Transaction(async (_, transaction) =>
    {
        await transaction.Tell(OutboxMessage.From(e, $"test/{Guid.NewGuid():N}", null, DateTime.UtcNow));
        return true;
    });

    public static async Task<TestUser> NewReader(this TestPortal portal, string language = "en", string country = "US", params string[] privileges)
    {
        var user = await (await portal.NewAccount(country: country)).NewUser(privileges);
        await portal.Db.Execute("UPDATE identity.users SET language = @language WHERE id = @Id", new { language, user.Id });
        return user;
    }

    public static string Email(this TestUser user) => user.UserName + "@test.example";

    /// <summary>How a user's e-mails stand, as the database has them.</summary>
    public static Task<IReadOnlyList<(Guid Id, string Status, int Attempts, string? LastError)>> Messages(this TestPortal portal, TestUser user) =>
        portal.Db.Many<(Guid, string, int, string?)>(
            "SELECT id, status, attempts, last_error FROM notifications.messages WHERE user_id = @Id ORDER BY written_at", new { user.Id });
}
