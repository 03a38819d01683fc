using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications.Sending;

/// <summary>Sends what is due, a few at a time, on every host.</summary>
internal sealed class Sender(MessageQueue queue, MailWriter writer, IPost post, Texts texts, TimeProvider time, ILogger<Sender> log) : BackgroundService
{
    private const int AtOnce = 8;
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var any = false;
            try
            {
                await queue.CollectDaily(DailySubject, stoppingToken);
                var claimed = await queue.Claim(AtOnce, stoppingToken);
                any = claimed.Count > 0;
                await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, async (message, ct) => await Send(message, ct));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The worker outlives whatever the database does; the lease brings a message back.
            catch (Exception e)
            {
                log.LogWarning("E-mails cannot be sent now: {Reason}", e.Message);
                any = false;
            }
#pragma warning restore CA1031
            if (!any) await Task.WhenAny(Task.Delay(PollEvery, stoppingToken));
        }
    }

    private async Task Send(Waiting message, CancellationToken ct)
    {
        if (message.ValidUntil < time.GetUtcNow().UtcDateTime)
        {
            await queue.Failed(message, texts["notifications.expired"], forGood: true, ct);
            return;
        }

        try
        {
            if (writer.Write(message) is not { } mail)
            {
                await queue.Failed(message, "secret", forGood: true, ct);
                return;
            }

            await post.Send(mail, ct);
        }
#pragma warning disable CA1031 // A server, a disk, an address: whatever went wrong, the message is tried again or shown as dead.
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("Message {Id} failed for the {Attempt}. time: {Reason}", message.Id, message.Attempts, e.Message);
            await queue.Failed(message, Reason(e), SmtpPost.IsForGood(e), ct);
            return;
        }
#pragma warning restore CA1031
        await queue.Sent(message.Id);
    }

    private static string Reason(Exception e) => e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message;

    private string DailySubject(string language, string name)
    {
        using var _ = new InLanguage(language);
        return texts["notifications.mail.digest.subject", name];
    }
}
