using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Data;

namespace Modular.Notifications.Webhooks;

/// <summary>Posts what is due to webhooks, signed, a few at a time, on every host.</summary>
internal sealed class HookSender(Db db, Sealer sealer, HookTargets targets, IOptions<NotificationsOptions> options, TimeProvider time, ILogger<HookSender> log)
    : BackgroundService
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1), Lease = TimeSpan.FromMinutes(2), LongestRetry = TimeSpan.FromHours(6);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = targets.Connect,
    })
    {
        Timeout = TimeSpan.FromSeconds(20), MaxResponseContentBufferSize = 64 * 1024,
    };

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var any = false;
            try
            {
                var claimed = await Claim(stoppingToken);
                any = claimed.Count > 0;
                await Parallel.ForEachAsync(claimed, stoppingToken, async (due, ct) => await Post(due, ct));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The worker outlives whatever the database does; the lease brings a delivery back.
            catch (Exception e)
            {
                log.LogWarning("Webhooks cannot be told now: {Reason}", e.Message);
                any = false;
            }
#pragma warning restore CA1031
            if (!any) await Task.WhenAny(Task.Delay(PollEvery, stoppingToken));
        }
    }

    private Task<IReadOnlyList<Due>> Claim(CancellationToken ct) => db.Many<Due>(
        """
        UPDATE notifications.webhook_deliveries d SET attempts = attempts + 1, next_attempt_at = @until
        FROM notifications.webhooks w
        WHERE w.id = d.webhook_id AND d.id IN (
            SELECT id FROM notifications.webhook_deliveries WHERE status = 'waiting' AND next_attempt_at <= @now
            ORDER BY next_attempt_at LIMIT 8 FOR UPDATE SKIP LOCKED)
        RETURNING d.id, d.event_id, d.body, d.attempts, w.url, w.secret, CASE WHEN w.old_secret_until > @now THEN w.old_secret END AS old_secret
        """,
        new { now = Now, until = Now + Lease }, ct);

    private async Task Post(Due due, CancellationToken ct)
    {
        int? answer = null;
        string? error = null;
        try
        {
            using var request = Request(due);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            answer = (int)response.StatusCode;
            if (!response.IsSuccessStatusCode) error = string.Create(CultureInfo.InvariantCulture, $"HTTP {answer}");
        }
#pragma warning disable CA1031 // Whatever a stranger's server does, the delivery is tried again or shown as dead.
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            error = e.InnerException?.Message ?? e.Message;
        }
#pragma warning restore CA1031
        await db.Execute(
            """
            UPDATE notifications.webhook_deliveries
            SET status = @status, answer = @answer, last_error = left(@error, 500), next_attempt_at = @next, delivered_at = @deliveredAt
            WHERE id = @Id
            """,
            new
            {
                due.Id, answer, error, next = Now + RetryAfter(due.Attempts), deliveredAt = error is null ? Now : (DateTime?)null,
                status = error is null ? "delivered" : due.Attempts >= options.Value.MaxAttempts ? "dead" : "waiting",
            },
            CancellationToken.None);
    }

    private HttpRequestMessage Request(Due due)
    {
        if (sealer.Open(due.Secret) is not { } secret) throw new InvalidOperationException("The webhook's secret cannot be opened.");
        var (id, timestamp) = ("msg_" + due.EventId.ToString("N"), time.GetUtcNow().ToUnixTimeSeconds());
        var request = new HttpRequestMessage(HttpMethod.Post, due.Url) { Content = new StringContent(due.Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", Signatures(secret, due, id, timestamp));
        request.Headers.UserAgent.ParseAdd("Modular-Webhooks/1");
        return request;
    }

    // One for each secret that the program may know: it takes the request if any of them fits.
    private string Signatures(string secret, Due due, string id, long timestamp)
    {
        var signature = Signature.Of(secret, id, timestamp, due.Body);
        return due.OldSecret is { } kept && sealer.Open(kept) is { } old ? $"{signature} {Signature.Of(old, id, timestamp, due.Body)}" : signature;
    }

    private TimeSpan RetryAfter(int attempt)
    {
        var doubled = TimeSpan.FromSeconds(options.Value.FirstRetrySeconds) * Math.Pow(2, Math.Min(attempt - 1, 20));
        return (doubled < LongestRetry ? doubled : LongestRetry) * (0.8 + RandomNumberGenerator.GetInt32(401) / 1000.0);
    }

    private sealed class Due
    {
        public Guid Id { get; init; }
        public Guid EventId { get; init; }
        public string Body { get; init; } = "";
        public int Attempts { get; init; }
        public string Url { get; init; } = "";
        public string Secret { get; init; } = "";
        public string? OldSecret { get; init; }
    }
}
