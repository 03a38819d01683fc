using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Events;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Identity;

namespace Modular.Notifications.Writing;

/// <summary>Writes what events tell people, in the delivery's transaction: e-mails and rows of the inbox, as they chose.</summary>
internal sealed class Letters(IAccountDirectory directory, IOptions<NotificationsOptions> options, Texts texts, TimeProvider time)
{
    private const string Chosen =
        """
        SELECT asked.user_id, asked.kind, a.email AS address, c.email, c.portal
        FROM unnest(@users, @kinds) AS asked (user_id, kind)
        LEFT JOIN notifications.addresses a ON a.user_id = asked.user_id
        LEFT JOIN notifications.choices c ON c.user_id = asked.user_id AND c.kind = asked.kind
        """;

    // As JSON, since PostgreSQL knows no array of arrays of different lengths.
    private const string Messages =
        """
        INSERT INTO notifications.messages (id, event_id, kind, template, account_id, user_id, email, name, language, subject, args, link, secret,
                                            status, next_attempt_at, valid_until, written_at)
        SELECT id, event_id, kind, template, account_id, user_id, email, name, language, subject, args, link, secret, status, due, valid_until, written_at
        FROM json_to_recordset(@rows::json) AS r (
            id uuid, event_id uuid, kind text, template text, account_id uuid, user_id uuid, email text, name text, language text, subject text, args text[],
            link text, secret text, status text, due timestamptz, valid_until timestamptz, written_at timestamptz)
        ON CONFLICT (event_id, template, email) DO NOTHING
        """;

    private const string Inbox =
        """
        INSERT INTO notifications.inbox (id, event_id, user_id, account_id, kind, template, args, link, told_at)
        SELECT id, event_id, user_id, account_id, kind, template, args, link, written_at
        FROM json_to_recordset(@rows::json) AS r (
            id uuid, event_id uuid, user_id uuid, account_id uuid, kind text, template text, args text[], link text, written_at timestamptz)
        ON CONFLICT (event_id, template, user_id) DO NOTHING
        """;

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Tells users; whoever is no user any more is left out.</summary>
    /// <param name="letter">Made in the language of its reader.</param>
    public Task Write(IReadOnlyCollection<Guid> userIds, Guid? accountId, Func<Letter> letter, Delivery delivery, CancellationToken ct) =>
        Write([new Notice(userIds, accountId, letter, delivery)], ct);

    /// <summary>Tells what several events of one transaction tell.</summary>
    public async Task Write(IReadOnlyList<Notice> notices, CancellationToken ct)
    {
        var contacts = await directory.Contacts([.. notices.SelectMany(n => n.UserIds).Distinct()], ct);
        var countries = await directory.Countries([.. notices.Select(n => n.AccountId).OfType<Guid>().Distinct()], ct);
        var written = new List<Written>();
        foreach (var (userIds, accountId, letter, delivery) in notices)
        {
            var country = accountId is { } id ? countries.GetValueOrDefault(id, "") : "";
            foreach (var userId in userIds.Distinct())
            {
                if (contacts.TryGetValue(userId, out var contact)) written.Add(Made(Recipient.Of(contact), country, letter, delivery));
            }
        }

        await Keep(written, ct);
    }

    public Task Write(Recipient to, string country, Func<Letter> letter, Delivery delivery, CancellationToken ct) =>
        Keep([Made(to, country, letter, delivery)], ct);

    private Written Made(Recipient to, string country, Func<Letter> letter, Delivery delivery)
    {
        var language = Cultures.Match(to.Language) ?? Cultures.Languages[0];
        using var _ = new InLanguage(language, country);
        var made = letter();
        return new Written(to, language, made, texts[$"notifications.mail.{made.Template}.subject", [.. made.Args]], delivery);
    }

    private async Task Keep(IReadOnlyList<Written> written, CancellationToken ct)
    {
        if (written.Count == 0) return;
        var (connection, transaction) = (written[0].Delivery.Connection, written[0].Delivery.Transaction);
        CommandDefinition Command(string sql, object args) => new(sql, args, transaction, cancellationToken: ct);

        var toUsers = written.Where(w => w.To.UserId is not null).ToArray();
        var choices = toUsers.Length == 0 ? [] : (await connection.QueryAsync<Choices>(Command(
            Chosen, new { users = toUsers.Select(w => w.To.UserId!.Value).ToArray(), kinds = toUsers.Select(w => w.Letter.Kind.Name).ToArray() })))
            .DistinctBy(c => (c.UserId, c.Kind)).ToDictionary(c => (c.UserId, c.Kind));
        var now = time.GetUtcNow().UtcDateTime;
        var (messages, inbox) = (new List<Row>(), new List<Row>());
        foreach (var (to, language, letter, subject, delivery) in written)
        {
            var kind = letter.Kind;
            var chosen = to.UserId is { } userId ? choices[(userId, kind.Name)] : new Choices();
            // Where a secret goes is the account's business, not a preference.
            var email = kind.EmailIsRequired ? to.Email : chosen.Address ?? to.Email;
            var how = kind.EmailIsRequired ? EmailChoice.Immediately : chosen.Email ?? EmailChoice.Immediately;
            var isDaily = how == EmailChoice.Daily;
            var row = new Row(
                Guid.CreateVersion7(time.GetUtcNow()), delivery.EventId, kind.Name, letter.Template, letter.AccountId, to.UserId, email, to.Name,
                language, subject, letter.Args, letter.Link, letter.Secret,
                isDaily ? "daily" : "waiting", isDaily ? NextDaily(now) : now, letter.ValidUntil, now);
            if (how != EmailChoice.Off) messages.Add(row);
            if (to.UserId is not null && kind.InPortal && chosen.Portal is null or true) inbox.Add(row);
        }

        if (messages.Count > 0) await connection.ExecuteAsync(Command(Messages, new { rows = JsonSerializer.Serialize(messages, Snake) }));
        if (inbox.Count > 0) await connection.ExecuteAsync(Command(Inbox, new { rows = JsonSerializer.Serialize(inbox, Snake) }));
    }

    private DateTime NextDaily(DateTime now)
    {
        var today = now.Date.AddHours(options.Value.DailyHour);
        return now < today ? today : today.AddDays(1);
    }

    /// <summary>A letter in its reader's language.</summary>
    private sealed record Written(Recipient To, string Language, Letter Letter, string Subject, Delivery Delivery);

    /// <summary>As the tables have it.</summary>
    private sealed record Row(
        Guid Id, Guid EventId, string Kind, string Template, Guid? AccountId, Guid? UserId, string Email, string Name,
        string Language, string Subject, IReadOnlyList<string> Args, string? Link, string? Secret,
        string Status, DateTime Due, DateTime? ValidUntil, DateTime WrittenAt);

    private sealed class Choices
    {
        public Guid UserId { get; init; }
        public string Kind { get; init; } = "";
        public string? Address { get; init; }
        public string? Email { get; init; }
        public bool? Portal { get; init; }
    }
}
