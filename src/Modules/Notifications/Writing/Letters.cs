using Dapper;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Events;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Identity;

namespace Modular.Notifications.Writing;

/// <summary>Writes what an event tells people, in the delivery's transaction: an e-mail and a row of the inbox, as they chose.</summary>
internal sealed class Letters(IAccountDirectory directory, IOptions<NotificationsOptions> options, Texts texts, TimeProvider time)
{
    private const string Chosen =
        """
        SELECT (SELECT email FROM notifications.addresses WHERE user_id = @UserId) AS address, c.email, c.portal
        FROM (SELECT 1) one LEFT JOIN notifications.choices c ON c.user_id = @UserId AND c.kind = @kind
        """;

    private const string Message =
        """
        INSERT INTO notifications.messages (id, event_id, kind, template, account_id, user_id, email, name, language, subject, args, link, secret,
                                            status, next_attempt_at, valid_until, written_at)
        VALUES (@id, @EventId, @kind, @Template, @AccountId, @UserId, @email, @Name, @Language, @subject, @args, @Link, @Secret,
                @status, @due, @ValidUntil, @now)
        ON CONFLICT (event_id, template, email) DO NOTHING
        """;

    private const string Inbox =
        """
        INSERT INTO notifications.inbox (id, event_id, user_id, account_id, kind, template, args, link, told_at)
        VALUES (@id, @EventId, @UserId, @AccountId, @kind, @Template, @args, @Link, @now)
        ON CONFLICT (event_id, template, user_id) DO NOTHING
        """;

    /// <summary>Tells users; whoever is no user any more is left out.</summary>
    /// <param name="letter">Made in the language of its reader.</param>
    public async Task Write(IReadOnlyCollection<Guid> userIds, Guid? accountId, Func<Letter> letter, Delivery delivery, CancellationToken ct)
    {
        var contacts = await directory.Contacts(userIds, ct);
        var country = accountId is { } id ? (await directory.Account(id, ct))?.Country : null;
        foreach (var userId in userIds.Distinct())
        {
            if (contacts.TryGetValue(userId, out var contact)) await Write(Recipient.Of(contact), country ?? "", letter, delivery, ct);
        }
    }

    public async Task Write(Recipient to, string country, Func<Letter> letter, Delivery delivery, CancellationToken ct)
    {
        var language = Cultures.Match(to.Language) ?? Cultures.Languages[0];
        using var _ = new InLanguage(language, country);
        var written = letter();
        string[] args = [.. written.Args];
        var now = time.GetUtcNow().UtcDateTime;
        var chosen = await Choice(to, written.Kind, delivery, ct);
        // Where a secret goes is the account's business, not a preference.
        var email = written.Kind.EmailIsRequired ? to.Email : chosen.Address ?? to.Email;
        var how = written.Kind.EmailIsRequired ? EmailChoice.Immediately : chosen.Email ?? EmailChoice.Immediately;
        var row = new
        {
            id = Guid.CreateVersion7(time.GetUtcNow()), delivery.EventId, kind = written.Kind.Name, written.Template, written.AccountId, to.UserId, email, to.Name,
            Language = language, subject = texts[$"notifications.mail.{written.Template}.subject", [.. args]], args, written.Link, written.Secret,
            status = how == EmailChoice.Daily ? "daily" : "waiting", due = how == EmailChoice.Daily ? NextDaily(now) : now, written.ValidUntil, now,
        };
        if (how != EmailChoice.Off)
            await delivery.Connection.ExecuteAsync(new CommandDefinition(Message, row, delivery.Transaction, cancellationToken: ct));
        if (to.UserId is not null && written.Kind.InPortal && chosen.Portal is null or true)
            await delivery.Connection.ExecuteAsync(new CommandDefinition(Inbox, row, delivery.Transaction, cancellationToken: ct));
    }

    private static async Task<Choices> Choice(Recipient to, Kind kind, Delivery delivery, CancellationToken ct) =>
        to.UserId is null
            ? new Choices()
            : await delivery.Connection.QuerySingleAsync<Choices>(
                new CommandDefinition(Chosen, new { to.UserId, kind = kind.Name }, delivery.Transaction, cancellationToken: ct));

    private DateTime NextDaily(DateTime now)
    {
        var today = now.Date.AddHours(options.Value.DailyHour);
        return now < today ? today : today.AddDays(1);
    }

    private sealed class Choices
    {
        public string? Address { get; init; }
        public string? Email { get; init; }
        public bool? Portal { get; init; }
    }
}
