using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Data;

namespace Modular.Notifications.Sending;

/// <summary>Who sends what, and how it ended; any number of hosts share the queue.</summary>
internal sealed class MessageQueue(Db db, CommitGroup commits, IOptions<NotificationsOptions> options, TimeProvider time)
{
    /// <summary>So long a claimed message is nobody else's; a host that died in between leaves it to the next.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);

    private static readonly SentMessages Mark = new();

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Marked before they are sent: an attempt that ends with its host counts too.</summary>
    public Task<IReadOnlyList<Waiting>> Claim(int atMost, CancellationToken ct) => db.Many<Waiting>(
        """
        UPDATE notifications.messages SET attempts = attempts + 1, next_attempt_at = @until
        WHERE id IN (SELECT id FROM notifications.messages WHERE status = 'waiting' AND next_attempt_at <= @now
                     ORDER BY next_attempt_at LIMIT @atMost FOR UPDATE SKIP LOCKED)
        RETURNING id, template, email, name, language, subject, args, link, secret, attempts, valid_until
        """,
        new { now = Now, until = Now + Lease, atMost }, ct);

    public Task Sent(Guid id) => commits.Run(Mark, new SentMessage(id, Now), id);

    public Task Failed(Waiting message, string reason, bool forGood, CancellationToken ct) => db.Execute(
        """
        UPDATE notifications.messages
        SET last_error = left(@reason, 500), next_attempt_at = @next, status = CASE WHEN @isDead THEN 'dead' ELSE status END
        WHERE id = @Id AND status = 'waiting'
        """,
        new { message.Id, reason, isDead = forGood || message.Attempts >= options.Value.MaxAttempts, next = Now + RetryAfter(message.Attempts) }, ct);

    /// <summary>Of every user whose daily e-mail is due, what was held back becomes one message.</summary>
    public async Task CollectDaily(Func<string, string, string> subject, CancellationToken ct)
    {
        var due = await db.Many<(Guid User, string Language, string Name)>(
            """
            SELECT DISTINCT ON (user_id) user_id, language, name FROM notifications.messages
            WHERE status = 'daily' AND next_attempt_at <= @now ORDER BY user_id, written_at DESC LIMIT 500
            """,
            new { now = Now }, ct);
        foreach (var (user, language, name) in due)
        {
            // Two hosts at once: the second waits for the first's rows, finds them collected, and writes nothing.
            await db.Execute(
                """
                WITH taken AS (
                    UPDATE notifications.messages SET status = 'collected'
                    WHERE user_id = @user AND status = 'daily' AND next_attempt_at <= @now
                    RETURNING subject, link, email, written_at)
                INSERT INTO notifications.messages (id, event_id, kind, template, user_id, email, name, language, subject, link, args, status, next_attempt_at, written_at)
                SELECT @id, @id, 'digest', 'digest', @user, (array_agg(email ORDER BY written_at DESC))[1], @name, @language, @subject, '/notifications',
                       (SELECT array_agg(part ORDER BY written_at, subject, n)
                        FROM taken t CROSS JOIN LATERAL unnest(ARRAY[t.subject, coalesce(t.link, '/')]) WITH ORDINALITY AS parts (part, n)),
                       'waiting', @now, @now
                FROM taken HAVING count(*) > 0
                """,
                new { user, name, language, now = Now, id = Guid.CreateVersion7(time.GetUtcNow()), subject = subject(language, name) }, ct);
        }
    }

    private TimeSpan RetryAfter(int attempt)
    {
        var doubled = TimeSpan.FromSeconds(options.Value.FirstRetrySeconds) * Math.Pow(2, Math.Min(attempt - 1, 20));
        return (doubled < LongestRetry ? doubled : LongestRetry) * (0.8 + RandomNumberGenerator.GetInt32(401) / 1000.0);
    }

    private readonly record struct SentMessage(Guid Id, DateTime At);

    private sealed class SentMessages() : Bulk<SentMessage>(
        """
        UPDATE notifications.messages m SET status = 'sent', sent_at = s.at, secret = NULL, last_error = NULL
        FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY AS s(id, at, nth) WHERE m.id = s.id
        RETURNING s.nth
        """)
    {
        protected override void Fill(BulkColumns columns, IReadOnlyList<SentMessage> rows) => columns.With(rows, r => r.Id).With(rows, r => r.At);
    }
}
